import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { stripeVersion } from '../client.ts';
import { readObjectId } from '../events/read-object-id.ts';
import { findHandling } from '../events/registry.ts';
import { describeInvoice, mirrorInvoice } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import type { Step } from './step.ts';

const batchSize = 100;
const daysBack = 3;
const differing = z.array(z.object({ stripe_invoice_id: z.string(), expected: z.string(), found: z.string() }));

/**
 * Stripe's events of the last 72 hours: those that never arrived are stored now, and the inbox settles them. An event carries its invoice as it was
 * then; where the mirror shows something else the invoice is mirrored again, and noted if that does not help.
 */
export const compareEvents: Step = async (tools, { day, cursor, readAt }) => {
  const since = Math.floor(Date.parse(`${day}T00:00:00Z`) / 1000) - daysBack * 86_400;
  const page = await tools.stripe.events.list({
    created: { gte: since },
    limit: batchSize,
    ...(cursor ? { starting_after: cursor } : {}),
  });
  const stored = await storeMissing(tools, page.data);
  const invoices = page.data.filter((event) => event.type.startsWith('invoice.')).map(readInvoice);
  const { compared, repaired } = await compareInvoices(tools, invoices, readAt);
  return {
    cursor: page.has_more ? (page.data.at(-1)?.id ?? null) : null,
    compared: page.data.length + compared,
    repaired: stored + repaired,
  };
};

async function storeMissing({ database }: StripeTools, events: Stripe.Event[]): Promise<number> {
  const news = events
    .filter(({ type }) => findHandling(type))
    .map(({ id, type, created, data }) => ({
      id,
      type,
      object_id: readObjectId(type, data.object as { id?: string; customer?: unknown }),
      created_at: new Date(created * 1000).toISOString(),
    }));
  return news.length === 0 ? 0 : z.int().parse(await database('store_events', { news }));
}

/** The invoice of an event; only its id when the event was written by another version of the API. */
function readInvoice(event: Stripe.Event): { id: string; snapshot: Stripe.Invoice | null } {
  const invoice = event.data.object as Stripe.Invoice;
  return { id: invoice.id, snapshot: event.api_version === stripeVersion ? invoice : null };
}

/** Newest first, so that the first one of an invoice is what Stripe said last. */
async function compareInvoices(
  tools: StripeTools,
  invoices: { id: string; snapshot: Stripe.Invoice | null }[],
  readAt: string,
): Promise<{ compared: number; repaired: number }> {
  const newest = [...new Map(invoices.toReversed().map((invoice) => [invoice.id, invoice])).values()];
  const snapshots = newest.flatMap(({ snapshot }) => (snapshot ? [snapshot] : []));
  const unlike = new Set((await findDiffering(tools, snapshots)).map((found) => found.stripe_invoice_id));
  const suspects = newest.filter(({ id, snapshot }) => !snapshot || unlike.has(id)).map(({ id }) => id);
  let repaired = 0;
  for (const id of suspects) repaired += await repairInvoice(tools, id, readAt);
  return { compared: newest.length, repaired };
}

/** 1 when the mirror was wrong and is right now. */
async function repairInvoice(tools: StripeTools, id: string, readAt: string): Promise<number> {
  const invoice = await tools.stripe.invoices.retrieve(id);
  if ((await findDiffering(tools, [invoice])).length === 0) return 0;
  await mirrorInvoice(tools, invoice, readAt);
  const left = await findDiffering(tools, [invoice]);
  const customer = describeInvoice(invoice).stripe_customer_id;
  await tools.database('note_invoice_differences', {
    looked_at: [id],
    differing: left.map((difference) => ({ ...difference, stripe_customer_id: customer })),
  });
  return left.length === 0 ? 1 : 0;
}

async function findDiffering({ database }: StripeTools, invoices: Stripe.Invoice[]) {
  if (invoices.length === 0) return [];
  return differing.parse(await database('differing_invoices', { news: invoices.map(describeInvoice) }));
}
