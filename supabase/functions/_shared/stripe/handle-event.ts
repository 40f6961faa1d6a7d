import type Stripe from 'stripe';
import type { Database } from '../database.ts';
import { isMissing } from './failures.ts';
import type { StripeTools } from './fulfil-membership.ts';
import { keepNewestCard } from './keep-card.ts';
import { mirrorInvoice, readId } from './mirror-invoice.ts';

type EventHandler = (stripe: Stripe, database: Database, objectId: string) => Promise<void>;

const mirror: EventHandler = async (stripe, database, id) =>
  mirrorInvoice(database, await stripe.invoices.retrieve(id));

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
  'checkout.session.completed': async (stripe, database, id) => {
    const session = await stripe.checkout.sessions.retrieve(id);
    if (session.mode === 'setup') await keepCardOf(stripe, database, session.customer);
  },
  'setup_intent.succeeded': async (stripe, database, id) => {
    const intent = await stripe.setupIntents.retrieve(id);
    await keepCardOf(stripe, database, intent.customer);
  },
  'payment_method.attached': async (stripe, database, id) => {
    const method = await stripe.paymentMethods.retrieve(id);
    await keepCardOf(stripe, database, method.customer);
  },
};

/**
 * Acts on an event: looks its object up at Stripe and writes what it is now. Safe to repeat, in any order. An object that is gone (a deleted
 * draft) is no failure.
 */
export async function handleEvent(
  { stripe, database }: StripeTools,
  event: { type: string; objectId: string | null },
): Promise<void> {
  const handle = handlers[event.type];
  if (!handle || !event.objectId) return;
  try {
    await handle(stripe, database, event.objectId);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function keepCardOf(
  stripe: Stripe,
  database: Database,
  customer: string | { id: string } | null | undefined,
): Promise<void> {
  const id = readId(customer);
  if (id) await keepNewestCard(stripe, database, id);
}
