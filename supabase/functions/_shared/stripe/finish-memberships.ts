import * as z from 'zod/mini';
import { logFailure } from '../log.ts';
import { isDefiniteRefusal } from './failures.ts';
import { fulfilMembership } from './fulfil-membership.ts';
import { membershipOrder } from './membership-order.ts';
import { reportRefusedMembership } from './report-refused-membership.ts';
import type { StripeTools } from './stripe-tools.ts';

type Tools = StripeTools & { supportDesk: string };

const batchSize = 10;

/**
 * Tells Stripe of memberships it has not heard of after a minute (decision 3). One that fails stays active and is tried again; where Stripe will
 * not accept its data, the support desk hears of it.
 * @returns how many were finished and how many failed
 */
export async function finishMemberships(tools: Tools): Promise<{ finished: number; failed: number }> {
  const orders = z.array(membershipOrder).parse(await tools.database('unfinished_memberships', { max: batchSize }));
  const result = { finished: 0, failed: 0 };
  for (const order of orders) {
    try {
      await fulfilMembership(tools, order);
      result.finished += 1;
    } catch (error) {
      logFailure(`membership ${order.number}`, error);
      result.failed += 1;
      if (isDefiniteRefusal(error)) await reportRefusedMembership(tools.database, tools.supportDesk, order, error);
    }
  }
  return result;
}
