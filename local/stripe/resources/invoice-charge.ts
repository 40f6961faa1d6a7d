import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import type { Collections } from '../store.ts';
import { describeDecline } from './cards.ts';
import { recordCharge } from './charges.ts';
import { openDispute } from './dispute-open.ts';
import { settleInvoice } from './invoice-settle.ts';
import { findPayment } from './make-payment-intent.ts';
import { findBehaviour } from './make-payment-method.ts';

type Invoice = Collections['invoice'];
type PaymentMethod = Collections['payment_method'];

interface ChargeOutcome {
  result: 'paid' | 'declined' | 'authentication_required';
  code: string;
  decline: string;
  message: string;
  intent: Collections['payment_intent'];
  charge: string | null;
}

/**
 * Tries to take what remains of an open invoice from a payment method. `presence` says whether the person is there:
 * `away`, `present`, or `authenticated` (has just proved to the bank who they are). Reports the outcome as events.
 */
export function chargeInvoice(
  double: Double,
  invoice: Invoice,
  method: PaymentMethod,
  presence: 'away' | 'present' | 'authenticated',
): ChargeOutcome {
  const open = findPayment(double, invoice.id);
  if (!open) throw new Error(`The open invoice ${invoice.id} has no payment`);
  const { intent } = open;
  invoice.attempted = true;
  invoice.attempt_count += 1;
  intent.payment_method = method.id;
  intent.next_action = null;
  const behaviour = findBehaviour(double, method.id);
  const asksPerson = behaviour.needsAuthentication && presence !== 'authenticated';
  const decline = isExpired(double, method) ? 'expired_card' : (behaviour.saveDecline ?? behaviour.chargeDecline);
  if (asksPerson && presence === 'present') return askPerson(double, intent, method);
  if (asksPerson) return fail(double, invoice, intent, method, 'authentication_required');
  if (decline) return fail(double, invoice, intent, method, decline);
  const charge = recordCharge(double, intent, method, undefined);
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.latest_charge = charge.id;
  intent.last_payment_error = null;
  emitEvent(double, 'charge.succeeded', charge);
  emitEvent(double, 'payment_intent.succeeded', intent);
  settleInvoice(double, invoice, { amount: intent.amount });
  if (behaviour.isDisputed) openDispute(double, charge);
  return { result: 'paid', code: '', decline: '', message: '', intent, charge: charge.id };
}

function askPerson(double: Double, intent: Collections['payment_intent'], method: PaymentMethod): ChargeOutcome {
  intent.status = 'requires_action';
  intent.next_action = { type: 'use_stripe_sdk', use_stripe_sdk: {} };
  emitEvent(double, 'payment_intent.requires_action', intent);
  const message = `This payment requires additional user action before it can be completed (${method.id}).`;
  const code = 'invoice_payment_intent_requires_action';
  return { result: 'authentication_required', code, decline: 'authentication_required', message, intent, charge: null };
}

function fail(
  double: Double,
  invoice: Invoice,
  intent: Collections['payment_intent'],
  method: PaymentMethod,
  decline: string,
): ChargeOutcome {
  const needsPerson = decline === 'authentication_required';
  const text = needsPerson
    ? {
        code: 'authentication_required',
        message: 'Your card was declined. This transaction requires authentication.',
      }
    : describeDecline(decline);
  const charge = recordCharge(double, intent, method, { ...text, decline });
  intent.status = 'requires_payment_method';
  intent.latest_charge = charge.id;
  intent.payment_method = null;
  intent.last_payment_error = {
    type: 'card_error',
    ...text,
    decline_code: decline,
    charge: charge.id,
    payment_method: structuredClone(method) as NonNullable<typeof intent.last_payment_error>['payment_method'],
  };
  emitEvent(double, 'charge.failed', charge);
  emitEvent(double, 'payment_intent.payment_failed', intent);
  emitEvent(double, 'invoice.updated', invoice, { attempt_count: invoice.attempt_count - 1 });
  if (needsPerson) emitEvent(double, 'invoice.payment_action_required', invoice);
  emitEvent(double, 'invoice.payment_failed', invoice);
  const result = needsPerson ? 'authentication_required' : 'declined';
  return { result, ...text, decline, intent, charge: charge.id };
}

function isExpired(double: Double, method: PaymentMethod): boolean {
  if (!method.card) return false;
  const end = Date.UTC(method.card.exp_year, method.card.exp_month, 1) / 1000;
  return end <= double.clock.now();
}
