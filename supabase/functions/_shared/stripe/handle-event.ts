import { isMissing } from './failures.ts';
import { keepNewestCard } from './keep-card.ts';
import { mirrorDispute } from './mirror-dispute.ts';
import { mirrorInvoice, readId } from './mirror-invoice.ts';
import type { StripeTools } from './stripe-tools.ts';

/** Looks an object up at Stripe and writes what it is now. Safe to repeat, in any order. */
type EventHandler = (tools: StripeTools, objectId: string) => Promise<void>;

const mirror: EventHandler = async ({ stripe, database }, id) =>
  mirrorInvoice(database, await stripe.invoices.retrieve(id));

const keepCardOfSession: EventHandler = async (tools, id) => {
  const session = await tools.stripe.checkout.sessions.retrieve(id);
  if (session.mode === 'setup') await keepCardOf(tools, session.customer);
};

const keepCardOfIntent: EventHandler = async (tools, id) =>
  keepCardOf(tools, (await tools.stripe.setupIntents.retrieve(id)).customer);

const keepCardOfMethod: EventHandler = async (tools, id) =>
  keepCardOf(tools, (await tools.stripe.paymentMethods.retrieve(id)).customer);

const mirrorDisputeOf: EventHandler = async (tools, id) =>
  mirrorDispute(tools, await tools.stripe.disputes.retrieve(id));

/** What each type of event makes us look up again; types not listed here are stored and left alone. */
const handlers: Record<string, EventHandler> = {
  'invoice.created': mirror,
  'invoice.updated': mirror,
  'invoice.finalized': mirror,
  'invoice.finalization_failed': mirror,
  'invoice.sent': mirror,
  'invoice.paid': mirror,
  'invoice.payment_succeeded': mirror,
  'invoice.payment_failed': mirror,
  'invoice.payment_action_required': mirror,
  'invoice.overpaid': mirror,
  'invoice.overdue': mirror,
  'invoice.voided': mirror,
  'invoice.marked_uncollectible': mirror,
  'checkout.session.completed': keepCardOfSession,
  'setup_intent.succeeded': keepCardOfIntent,
  'payment_method.attached': keepCardOfMethod,
  'charge.dispute.created': mirrorDisputeOf,
  'charge.dispute.updated': mirrorDisputeOf,
  'charge.dispute.closed': mirrorDisputeOf,
  'charge.dispute.funds_withdrawn': mirrorDisputeOf,
  'charge.dispute.funds_reinstated': mirrorDisputeOf,
};

/**
 * What an event asks for; undefined when nothing. Events with the same `key` ask for the same. An object that is gone (a deleted draft) is no
 * failure.
 */
export function findTask(type: string, objectId: string | null) {
  const handle = handlers[type];
  if (!handle || !objectId) return undefined;
  const run = async (tools: StripeTools): Promise<void> => {
    try {
      await handle(tools, objectId);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  };
  return { key: objectId, run };
}

async function keepCardOf(
  { stripe, database }: StripeTools,
  customer: string | { id: string } | null | undefined,
): Promise<void> {
  const id = readId(customer);
  if (id) await keepNewestCard(stripe, database, id);
}
