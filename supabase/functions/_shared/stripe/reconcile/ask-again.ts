import * as z from 'zod/mini';
import type { Step } from './step.ts';

const batchSize = 50;
const answer = z.object({ asked: z.int(), last: z.nullable(z.uuid()) });

/** Memberships whose subscription Stripe refused are asked for again, with the details of now; the outbox makes the calls. */
export const askAgain: Step = async ({ database }, { cursor }) => {
  const { asked, last } = answer.parse(await database('ask_again_for_subscriptions', { cursor, max: batchSize }));
  return { cursor: last, compared: 0, repaired: asked };
};
