import * as z from 'zod/mini';
import { isMissing } from '../failures.ts';
import { describeSubscription, type SubscriptionNews } from '../note-subscription.ts';
import type { StripeTools } from '../stripe-tools.ts';
import type { Step } from './step.ts';

const pageSize = 100;
const retrievedAtOnce = 20;

/** Every subscription that runs at Stripe is noted; one that belongs to a membership without one is attached to it. */
export const noteSubscriptions: Step = async ({ stripe, database }, { day, cursor, readAt }) => {
  const page = await stripe.subscriptions.list({ limit: pageSize, ...(cursor ? { starting_after: cursor } : {}) });
  const news = page.data.map(describeSubscription);
  const attached = await database('note_subscriptions', { news, read_at: readAt, day });
  return {
    cursor: page.has_more ? (page.data.at(-1)?.id ?? null) : null,
    compared: news.length,
    repaired: z.int().parse(attached),
  };
};

/** Subscriptions of our current memberships that were not among them are looked up one by one: cancelled, or gone. */
export const lookForUnseen: Step = async (tools, { day, cursor, readAt }) => {
  const ids = z
    .array(z.string())
    .parse(await tools.database('unseen_subscriptions', { day, cursor, max: retrievedAtOnce }));
  for (const id of ids) {
    await tools.database('note_subscriptions', { news: [await readSubscription(tools, id)], read_at: readAt, day });
  }
  return {
    cursor: ids.length === retrievedAtOnce ? (ids.at(-1) ?? null) : null,
    compared: ids.length,
    repaired: 0,
  };
};

/** One that Stripe does not know is as good as cancelled. */
async function readSubscription({ stripe }: StripeTools, id: string): Promise<SubscriptionNews> {
  try {
    return describeSubscription(await stripe.subscriptions.retrieve(id));
  } catch (error) {
    if (!isMissing(error)) throw error;
    return {
      stripe_subscription_id: id,
      stripe_customer_id: 'unknown',
      membership_id: null,
      status: 'canceled',
      cancels_at_period_end: false,
      period_ends_at: null,
    };
  }
}
