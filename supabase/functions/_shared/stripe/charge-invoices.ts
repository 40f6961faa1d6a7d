import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { logFailure } from '../log.ts';
import { type ChargeOutcome, readChargeFailure } from './charge-outcome.ts';
import { mirrorInvoice } from './mirror-invoice.ts';
import type { StripeTools } from './stripe-tools.ts';

const dueCharges = z.array(
  z.object({ invoice_id: z.uuid(), stripe_invoice_id: z.string(), attempt: z.int(), payment_method_id: z.string() }),
);
type DueCharge = z.infer<typeof dueCharges>[number];

const batchSize = 10;

/**
 * Charges the saved card of every open invoice that is due by `at` (S8), one batch.
 * @returns how often each outcome came
 */
export async function chargeDueInvoices(tools: StripeTools, at: Date): Promise<Record<string, number>> {
  const due = dueCharges.parse(await tools.database('lease_due_charges', { at: at.toISOString(), max: batchSize }));
  const counts: Record<string, number> = {};
  for (const charge of due) {
    const { outcome, message } = await chargeInvoice(tools, charge);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    await tools.database('report_charge', {
      for_invoice: charge.invoice_id,
      outcome,
      error: message,
      at: at.toISOString(),
    });
  }
  return counts;
}

async function chargeInvoice(
  { stripe, database }: StripeTools,
  charge: DueCharge,
): Promise<{ outcome: ChargeOutcome; message: string | null }> {
  try {
    const paid = await payInvoice(stripe, charge);
    await mirrorInvoice(database, paid);
    return paid.status === 'paid'
      ? { outcome: 'paid', message: null }
      : { outcome: 'unreachable', message: `still ${paid.status}` };
  } catch (error) {
    const outcome = readChargeFailure(error);
    logFailure(`charge of ${charge.stripe_invoice_id}, attempt ${charge.attempt}: ${outcome}`, error);
    return settleFailure({ stripe, database }, charge, outcome, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Looks first: the member may have paid on the invoice's page meanwhile.
 *
 * Never twice: the key belongs to one try (invoice, attempt, card), and the attempt is counted on by an answer of the card alone (`report_charge`),
 * not by a lost connection or a failure at Stripe. After a lost connection the same key brings the answer that was lost, or makes the charge that
 * never arrived. After a 5xx Stripe repeats that answer for the key's life of a day and then forgets it (docs.stripe.com/api/idempotent_requests);
 * the next look at the invoice after that may charge under the same key as if it were new. Making a new key sooner would charge while it is
 * unknown whether the first try went through.
 */
async function payInvoice(stripe: Stripe, charge: DueCharge): Promise<Stripe.Invoice> {
  const invoice = await stripe.invoices.retrieve(charge.stripe_invoice_id);
  if (invoice.status !== 'open') return invoice;
  return stripe.invoices.pay(
    charge.stripe_invoice_id,
    { payment_method: charge.payment_method_id, off_session: true },
    { idempotencyKey: `pay:${charge.stripe_invoice_id}:${charge.attempt}:${charge.payment_method_id}` },
  );
}

/** After a failure the invoice is read once more: what counts is what Stripe's book says, not what the answer said. */
async function settleFailure(
  { stripe, database }: StripeTools,
  charge: DueCharge,
  outcome: ChargeOutcome,
  message: string,
): Promise<{ outcome: ChargeOutcome; message: string }> {
  try {
    const invoice = await stripe.invoices.retrieve(charge.stripe_invoice_id);
    await mirrorInvoice(database, invoice);
    return { outcome: invoice.status === 'paid' ? 'paid' : outcome, message };
  } catch (error) {
    logFailure(`invoice ${charge.stripe_invoice_id} after a failed charge`, error);
    return { outcome, message };
  }
}
