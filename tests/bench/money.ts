import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { run as runDays } from '../money/days.ts';
import { runMoney } from '../support/money-lab/run-money.ts';

const option = (value: string) => ({ type: 'string', default: value }) as const;
const options = {
  shuffles: option('10000'),
  seed: option(String(Date.now() % 100_000)),
  every: option('1'),
  minutes: option('180'),
  processes: option(String(availableParallelism())),
  part: { type: 'string' },
} as const;

/**
 * `npm run test:money -- [--shuffles 10000] [--seed n] [--every 1] [--minutes 180] [--processes n]`: the portal's own code between a real database and
 * Stripe's double, in processes of their own that share the work (as many as there are processors). Every order of the most important events of a first year,
 * once and twice, and random deliveries of all of them; every disturbance at every request to Stripe and a crash before every step of two years; outages of
 * three days; and companies of all countries that live through 400 days (tests/money/days.ts). `--every 5` tries every fifth permutation and place. Exits 1
 * when a promise is broken, and when the minutes were too short for what was asked.
 */
export async function run(parameters: string[]): Promise<number> {
  const { values } = parseArgs({ args: parameters, options });
  const parts = Number(values.processes);
  if (!(parts >= 1)) throw new Error('--processes is a number from 1 on');
  if (values.part !== undefined) return runPart(values, Number(values.part), parts);
  console.log(`${values.shuffles} shuffles, every ${values.every}. permutation and place, seed ${values.seed}`);
  const codes = await Promise.all(Array.from({ length: parts }, (_, part) => startPart(values, part)));
  const days = await runDays();
  return codes.every((code) => code === 0) ? days : 1;
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function startPart({ shuffles, seed, every, minutes, processes }: Values, part: number): Promise<number> {
  const parameters = Object.entries({ shuffles, seed, every, minutes, processes, part: String(part) }).flatMap(
    ([name, value]) => [`--${name}`, value],
  );
  const script = process.argv[1] ?? '';
  const child = spawn(process.execPath, [...process.execArgv, script, 'bench', 'money', ...parameters], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function runPart(values: Values, part: number, parts: number): Promise<number> {
  const name = `part ${part + 1} of ${parts}`;
  const began = Date.now();
  const outcome = await runMoney({
    shuffles: Number(values.shuffles),
    seed: Number(values.seed),
    everyPermutation: Number(values.every),
    everyPlace: Number(values.every),
    minutes: Number(values.minutes),
    share: { part, parts },
    report: (line) => console.log(`${name}: ${line}`),
  });
  const { permutations, shuffles, faults, requests, crashes, steps, problems, untried } = outcome;
  console.log(
    `${name}: ${permutations} permutations, ${shuffles} shuffles, ${faults} faults at ${requests} requests, ${crashes} crashes in ${steps} steps, ` +
      `${part === 0 ? '5 outages' : 'no outage'} in ${((Date.now() - began) / 1000).toFixed(0)} s`,
  );
  for (const problem of problems.slice(0, 20)) console.error(`✗ ${problem}`);
  if (problems.length > 20) console.error(`✗ and ${problems.length - 20} more`);
  for (const what of untried) console.error(`✗ ${name} did not try in ${values.minutes} minutes: ${what}`);
  if (problems.length > 0 || untried.length > 0) return 1;
  console.log(`✓ ${name}: no double charge, no lost invoice, no membership without its subscription or the reverse`);
  return 0;
}
