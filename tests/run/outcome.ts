/** How many tests of a part passed and failed. */
export interface Outcome {
  passed: number;
  failed: number;
}

/** A part in which no test ran at all has failed: a check that cannot run must not look like a success. */
export function requireTests(name: string, outcome: Outcome): Outcome {
  if (outcome.passed + outcome.failed > 0) return outcome;
  console.error(`${name}: no test ran.`);
  return { passed: 0, failed: 1 };
}
