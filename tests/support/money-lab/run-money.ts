import { checkEvents } from './check-events.ts';
import { checkFaults } from './check-faults.ts';
import { checkOutages } from './check-outages.ts';
import { MoneyLab } from './lab.ts';
import { silence } from './silence.ts';

export interface MoneyOptions {
  shuffles: number;
  seed: number;
  /** Every how many-th permutation is tried. */
  everyPermutation: number;
  /** Every how many-th place is disturbed. */
  everyPlace: number;
  report: (line: string) => void;
}

/** All of it. Answers counts for a report, and a sentence for each promise that was broken. */
export async function runMoney(options: MoneyOptions) {
  const lab = await MoneyLab.open();
  try {
    return await silence(async () => {
      const events = await checkEvents(lab, options);
      const faults = await checkFaults(lab, {
        every: options.everyPlace,
        offset: options.seed,
        report: options.report,
      });
      const outages = await checkOutages(lab);
      const problems = [...events.problems, ...faults.problems, ...outages];
      return { ...events, ...faults, problems };
    });
  } finally {
    await lab.close();
  }
}
