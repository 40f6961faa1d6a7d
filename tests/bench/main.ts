/** A bench prints a table, compares it with its limits, and answers the exit code. */
type Bench = { run(parameters: string[]): Promise<number> };

const benches: Record<string, () => Promise<Bench>> = {
  web: () => import('./web.ts'),
  list: () => import('./products-list.ts'),
  db: () => import('./database.ts'),
  chaos: () => import('./chaos.ts'),
  money: () => import('./money.ts'),
};

/** `npm run bench:<name> -- [parameters]`: runs one bench on a stack of its own. */
export async function runBench([name = '', ...parameters]: string[]): Promise<number> {
  const load = benches[name];
  if (!load) throw new Error(`Unknown bench "${name}"; there are: ${Object.keys(benches).join(', ')}.`);
  const bench = await load();
  return bench.run(parameters);
}
