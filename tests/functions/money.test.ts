import { expect, test } from 'vitest';
import { runMoney } from '../support/money-lab/run-money.ts';

/** A sample that is the same every day, with the calls that make a subscription and charge a card in it; all of it runs with `npm run test:money`. */
const seed = Number(process.env.MONEY_SEED ?? 6);

test('events in any order, faults, crashes and outages end in the same books', { timeout: 1_200_000 }, async () => {
  const outcome = await runMoney({
    shuffles: 45,
    seed,
    everyPermutation: 151,
    everyPlace: 23,
    minutes: 20,
    share: { part: 0, parts: 1 },
    report: () => {},
  });
  expect(outcome.problems).toEqual([]);
  expect(outcome.untried).toEqual([]);
  expect(outcome.permutations).toBeGreaterThan(10);
  expect(outcome.shuffles).toBe(45);
  expect(outcome.faults).toBeGreaterThan(10);
  expect(outcome.crashes).toBeGreaterThan(5);
});
