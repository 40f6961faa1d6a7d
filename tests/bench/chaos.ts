import { parseArgs } from 'node:util';
import { runChaos } from '../support/chaos/run-chaos.ts';

/**
 * `npm run test:chaos -- [--clients 16] [--operations 10000] [--kills 12] [--companies 24] [--seed n] [--minutes 30]`: clients do mixed
 * operations (register, claim, complete, edit, remove, adjust, migrate, transfer) while their server, started for this run, is
 * killed. After each recovery and at the end every promise about points and serials is looked at. Exits 1 when one is broken.
 */
export async function run(parameters: string[]): Promise<number> {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: parameters,
    options: {
      clients: option('16'),
      operations: option('10000'),
      kills: option('12'),
      companies: option('24'),
      seed: option(String(Date.now() % 100_000)),
      minutes: option('30'),
    },
  });
  console.log(
    `${values.clients} clients × ${values.operations} operations, ${values.kills} kills, seed ${values.seed}`,
  );
  const outcome = await runChaos({
    clients: Number(values.clients),
    operationsPerClient: Number(values.operations),
    kills: Number(values.kills),
    companies: Number(values.companies),
    seed: Number(values.seed),
    mostSeconds: Number(values.minutes) * 60,
    report: console.log,
  });
  const { verbs, done, seconds, repeated, refused, conflicts, kills, looks, problems } = outcome;
  console.log(`verbs: ${verbs.join(', ')}`);
  console.log(
    `${done} operations in ${seconds.toFixed(0)} s (${(done / seconds).toFixed(0)} a second), ${kills} kills, ${looks} looks`,
  );
  console.log(
    `sent again after a lost answer: ${repeated}; conflicts: ${JSON.stringify(conflicts)}; refused: ${JSON.stringify(refused)}`,
  );
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (problems.length === 0) console.log('✓ Every promise was kept at every look');
  return problems.length > 0 ? 1 : 0;
}
