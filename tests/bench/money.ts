import { parseArgs } from 'node:util';
import { run as runDays } from '../money/days.ts';
import { runMoney } from '../support/money-lab/run-money.ts';

/**
 * `npm run test:money -- [--shuffles 10000] [--seed n] [--every 1] [--minutes 60]`: the portal's own code between a real database and Stripe's double, in one process.
 * Every order of the most important events of a first year, once and twice, and random deliveries of all of them; every disturbance at every request to
 * Stripe and a crash before every step of two years; outages of three days; and companies of all countries that live through 400 days (tests/money/days.ts). `--every 5` tries every fifth permutation and place. Exits 1 when a promise
 * is broken, and when the minutes were too short for what was asked.
 */
export async function run(parameters: string[]): Promise<number> {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: parameters,
    options: {
      shuffles: option('10000'),
      seed: option(String(Date.now() % 100_000)),
      every: option('1'),
      minutes: option('60'),
    },
  });
  console.log(`${values.shuffles} shuffles, every ${values.every}. permutation and place, seed ${values.seed}`);
  const every = Number(values.every);
  const began = Date.now();
  const outcome = await runMoney({
    shuffles: Number(values.shuffles),
    seed: Number(values.seed),
    everyPermutation: every,
    everyPlace: every,
    minutes: Number(values.minutes),
    report: console.log,
  });
  const { permutations, shuffles, faults, requests, crashes, steps, problems, untried } = outcome;
  console.log(
    `${permutations} permutations, ${shuffles} shuffles, ${faults} faults at ${requests} requests, ${crashes} crashes in ${steps} steps, ` +
      `5 outages in ${((Date.now() - began) / 1000).toFixed(0)} s`,
  );
  for (const problem of problems.slice(0, 20)) console.error(`✗ ${problem}`);
  if (problems.length > 20) console.error(`✗ and ${problems.length - 20} more`);
  for (const what of untried) console.error(`✗ Not tried in ${values.minutes} minutes: ${what}`);
  if (problems.length === 0 && untried.length === 0)
    console.log('✓ No double charge, no lost invoice, no membership without its subscription or the reverse');
  const days = await runDays();
  return problems.length > 0 || untried.length > 0 ? 1 : days;
}
