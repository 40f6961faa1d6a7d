import type { Run } from './lab.ts';

const daySeconds = 86_400;
const mostTries = 4;

/** Cards of the double and how the first charge of a year goes with them. */
export const cards = { good: '4242424242424242', declined: '4000000000000341', asks: '4000002500003155' } as const;

/**
 * A first year with a card and the beginning of the second: joining, the card, the invoice, its charge on the due date, the renewal and its charge.
 * Whatever goes wrong on the way, the member tries again and the jobs run again; nobody else helps.
 */
export async function liveYear(run: Run): Promise<void> {
  const { stripe } = run;
  await retry(run, async () => (await run.portal.join()).status === 200);
  await rest(run);
  await saveCard(run, cards.good);
  await advanceTo(run, 1);
  await advanceTo(run, 31);
  await advanceTo(run, 366);
  await stripe.advance(2 * 3600);
  await rest(run);
  await advanceTo(run, 396);
}

/** The member saves a card on a page he asks for. */
export async function saveCard(run: Run, number: string): Promise<void> {
  await retry(run, async () => {
    const page = await run.portal.openCardPage();
    if (page) await run.stripe.saveCard(page, number);
    return page !== null;
  });
  await rest(run);
}

/** Goes on to noon (UTC) of a day counted from the run's first, and lets everything come to rest. */
export async function advanceTo(run: Run, day: number): Promise<void> {
  const { stripe } = run;
  const first = Math.floor(run.startedAt / daySeconds) * daySeconds;
  await stripe.advance(Math.max(first + day * daySeconds + daySeconds / 2 - stripe.now(), 0));
  await rest(run);
}

/** Lets everything come to rest, however often the process dies meanwhile. */
export async function rest(run: Run): Promise<void> {
  await retry(run, async () => {
    await run.portal.settle();
    return true;
  });
}

/** Tries again what a member would try again, an hour later each time. */
export async function retry(run: Run, work: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (await survive(run, work)) return;
    await run.portal.passHours(1);
  }
  throw new Error('It did not work out in the end');
}

/** False when the process died on the way; some failures are swallowed by code that goes on. */
async function survive({ disturbance }: Run, work: () => Promise<boolean>): Promise<boolean> {
  let failure: unknown;
  let isDone = false;
  try {
    isDone = await work();
  } catch (error) {
    failure = error;
  }
  if (disturbance.restart()) return false;
  if (failure) throw failure;
  return isDone;
}
