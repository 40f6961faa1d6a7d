import * as z from 'zod/mini';
import type { StripeTools } from '../stripe-tools.ts';
import { askAgain } from './ask-again.ts';
import { compareEvents } from './compare-events.ts';
import { lookForUnseen, noteSubscriptions } from './compare-subscriptions.ts';
import type { Step } from './step.ts';

/** In their order; the names are those of `private.reconciliations.step`. */
const steps: readonly { name: string; run: Step }[] = [
  { name: 'events', run: compareEvents },
  { name: 'subscriptions', run: noteSubscriptions },
  { name: 'unseen', run: lookForUnseen },
  { name: 'memberships', run: askAgain },
];

const current = z.nullable(
  z.object({ day: z.string(), step: z.string(), cursor: z.nullable(z.string()), read_at: z.string() }),
);
const budgetMilliseconds = 8000;

/**
 * Compares what Stripe knows with what is known here, once a day of the jobs' clock from three in the morning (UTC) on, in batches: what was
 * interrupted goes on at the next run. Repairs what is safe; `support.money_drift` lists the rest.
 * @returns how many things were compared and repaired by this run
 */
export async function reconcile(tools: StripeTools, at: Date): Promise<{ compared: number; repaired: number }> {
  const total = { compared: 0, repaired: 0 };
  const deadline = Date.now() + budgetMilliseconds;
  let progress = current.parse(await tools.database('current_reconciliation', { at: at.toISOString() }));
  while (progress && Date.now() < deadline) {
    const { day, cursor, read_at: readAt } = progress;
    const { name, next, run } = findStep(progress.step);
    const batch = await run(tools, { day, cursor, readAt });
    total.compared += batch.compared;
    total.repaired += batch.repaired;
    const isThrough = batch.cursor === null;
    progress = current.parse(
      await tools.database('reconciliation_went_on', { day, step: isThrough ? next : name, ...batch }),
    );
  }
  return total;
}

/** Whether there is something to compare at this moment. */
export async function isReconciliationDue({ database }: StripeTools, at: Date): Promise<boolean> {
  return (await database('current_reconciliation', { at: at.toISOString() })) !== null;
}

function findStep(name: string): { name: string; next: string; run: Step } {
  const index = steps.findIndex((step) => step.name === name);
  const step = steps[index];
  if (!step) throw new Error(`There is no step ${name}`);
  return { ...step, next: steps[index + 1]?.name ?? 'finished' };
}
