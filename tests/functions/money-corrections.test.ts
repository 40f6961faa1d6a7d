import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCorrections, corrections } from '../support/money-lab/check-corrections.ts';
import { MoneyLab } from '../support/money-lab/lab.ts';
import { silence } from '../support/money-lab/silence.ts';

let lab: MoneyLab;

beforeAll(async () => {
  lab = await MoneyLab.open();
});
afterAll(() => lab.close());

/** Every how many-th place is disturbed; `MONEY_EVERY=1` tries all. */
const every = Number(process.env.MONEY_EVERY ?? 11);

test.each(corrections)(
  'the correction of $name ends in the same books whatever is disturbed',
  { timeout: 1_200_000 },
  async (correction) => {
    const outcome = await silence(() => checkCorrections(lab, correction, every));
    expect(outcome.problems).toEqual([]);
    expect(outcome.faults).toBeGreaterThan(10);
    expect(outcome.crashes).toBeGreaterThan(5);
  },
);
