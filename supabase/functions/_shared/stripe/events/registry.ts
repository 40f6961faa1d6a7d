import { cashBalanceEvents } from './cash-balance.ts';
import { checkoutSessionEvents } from './checkout-session.ts';
import { creditNoteEvents } from './credit-note.ts';
import { disputeEvents } from './dispute.ts';
import type { EventHandling } from './event-handling.ts';
import { invoiceEvents } from './invoice.ts';
import { invoicePaymentEvents } from './invoice-payment.ts';
import { paymentMethodEvents } from './payment-method.ts';
import { setupIntentEvents } from './setup-intent.ts';
import { subscriptionEvents } from './subscription.ts';
import { taxIdEvents } from './tax-id.ts';

/** A file per type of object; types of events that are in none of them are stored and left alone. */
const handlings: readonly EventHandling[] = [
  invoiceEvents,
  invoicePaymentEvents,
  subscriptionEvents,
  checkoutSessionEvents,
  setupIntentEvents,
  paymentMethodEvents,
  creditNoteEvents,
  cashBalanceEvents,
  taxIdEvents,
  disputeEvents,
];

const handlingByType = new Map(
  handlings.flatMap((handling) => handling.types.map((type) => [type, handling] as const)),
);

/** What is done about a type of events; undefined: nothing. */
export function findHandling(type: string): EventHandling | undefined {
  return handlingByType.get(type);
}
