import fc from 'fast-check';

/** Runs a property with a fresh seed and prints it, so that a failure elsewhere can be repeated: SEED=… npm test -- unit. */
export function checkProperty<Values extends [unknown, ...unknown[]]>(
  name: string,
  property: fc.IProperty<Values>,
  runs = 200,
): void {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.info(`${name}: seed ${seed}`);
  fc.assert(property, { seed, numRuns: runs });
}
