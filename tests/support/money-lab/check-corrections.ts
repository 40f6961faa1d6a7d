import { isDeepStrictEqual } from 'node:util';
import { findBrokenPromises } from './books.ts';
import { faults } from './disturbance.ts';
import type { MoneyLab, Run } from './lab.ts';
import { readState } from './state.ts';
import { advanceTo, cards, rest, retry, saveCard } from './year.ts';

interface Correction {
  name: string;
  /** Whether the invoice was paid when it is corrected. */
  isPaid: boolean;
}

export const corrections: readonly Correction[] = [
  { name: 'an unpaid invoice', isPaid: false },
  { name: 'a paid invoice', isPaid: true },
];

/** What is compared after each: the books of both sides, and how often each thing was made. */
async function readBooks(run: Run) {
  const { database, stripe } = run;
  return {
    ...(await readState(database)),
    corrections: await database.query('select state from public.invoice_corrections order by requested_at'),
    credited: await database.query(
      'select total_minor, to_balance_minor, status from public.credit_notes order by issued_at',
    ),
    notesAtStripe: stripe.store.all('credit_note').map(({ total }) => total),
    invoicesAtStripe: stripe.store.all('invoice').map(({ status, total }) => `${status} ${total}`),
    balances: stripe.store.all('customer').map(({ balance }) => balance),
  };
}

/** Joins, has the first invoice corrected, and lets everything come to rest. `beforeCorrection`: from here on things go wrong. */
async function liveCorrection(run: Run, { isPaid }: Correction, beforeCorrection: () => void): Promise<void> {
  await retry(run, async () => (await run.portal.join(isPaid ? 'card' : 'bank_transfer')).status === 200);
  await rest(run);
  if (isPaid) await saveCard(run, cards.good);
  await advanceTo(run, isPaid ? 31 : 1);
  const [invoice] = await run.database.query<{ id: string }>('select id from public.invoices');
  beforeCorrection();
  // Whoever sees that it is under way does not ask again.
  await retry(run, async () => {
    const known = await run.database.query('select state from public.invoice_corrections');
    return known.length > 0 || (await run.portal.correct(invoice?.id ?? '', 'PO-7')) === 200;
  });
  await rest(run);
}

/**
 * Has an invoice corrected again and again, each time with one disturbance: every kind at every request to Stripe from the request on, and a crash
 * before every step. In: every how many-th place is tried. Answers a sentence for each promise that was broken, and how much was tried.
 */
export async function checkCorrections(lab: MoneyLab, correction: Correction, every: number) {
  const outcome = { faults: 0, crashes: 0, problems: [] as string[] };
  const start = { request: 0, step: 0 };
  const end = { request: 0, step: 0 };
  const expected = await lab.run(async (run) => {
    await liveCorrection(run, correction, () => {
      start.request = run.disturbance.requests.length;
      start.step = run.disturbance.steps.length;
    });
    end.request = run.disturbance.requests.length;
    end.step = run.disturbance.steps.length;
    outcome.problems.push(...(await findBrokenPromises(run)));
    return readBooks(run);
  });
  const attempt = async (name: string, disturb: (run: Run) => void) => {
    await lab.run(async (run) => {
      try {
        await liveCorrection(run, correction, () => disturb(run));
        const broken = await findBrokenPromises(run);
        outcome.problems.push(...broken.map((problem) => `${correction.name}, ${name}: ${problem}`));
        const found = await readBooks(run);
        for (const [book, rows] of Object.entries(expected)) {
          const seen = (found as Record<string, unknown>)[book];
          if (isDeepStrictEqual(seen, rows)) continue;
          const [wanted, had] = [rows, seen].map((value) => JSON.stringify(value));
          outcome.problems.push(`${correction.name}, ${name}, ${book}: expected ${wanted}, found ${had}`);
        }
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        outcome.problems.push(`${correction.name}, ${name}: ${reason}`);
      }
    });
  };
  for (let place = 0; place < end.request - start.request; place += every) {
    for (const fault of faults) {
      await attempt(`${fault} at request ${place}`, ({ disturbance }) => {
        disturbance.faultAt = disturbance.requests.length + place;
        disturbance.fault = fault;
      });
      outcome.faults += 1;
    }
  }
  for (let place = 0; place < end.step - start.step; place += every) {
    await attempt(`crash before step ${place}`, ({ disturbance }) => {
      disturbance.crashAt = disturbance.steps.length + place;
    });
    outcome.crashes += 1;
  }
  return { ...outcome, requests: end.request - start.request, steps: end.step - start.step };
}
