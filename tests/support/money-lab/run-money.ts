import { checkEvents } from './check-events.ts';
import { checkFaults } from './check-faults.ts';
import { checkOutages } from './check-outages.ts';
import { MoneyLab } from './lab.ts';
import { isOwn, type Share } from './share.ts';
import { silence } from './silence.ts';

export interface MoneyOptions {
  shuffles: number;
  seed: number;
  /** Every how many-th permutation is tried. */
  everyPermutation: number;
  /** Every how many-th place is disturbed. */
  everyPlace: number;
  /** Nothing new is tried after so many minutes; faults come first, shuffles take what is left. */
  minutes: number;
  share: Share;
  report: (line: string) => void;
}

/** All of it. Answers counts for a report, and a sentence for each promise that was broken and for what was not tried. */
export async function runMoney(options: MoneyOptions) {
  const lab = await MoneyLab.open();
  try {
    return await silence(async () => {
      const deadline = Date.now() + options.minutes * 60_000;
      const faults = await checkFaults(lab, {
        every: options.everyPlace,
        offset: options.seed,
        deadline,
        share: options.share,
        report: options.report,
      });
      const outages = isOwn(options.share, 0) ? await checkOutages(lab) : [];
      const events = await checkEvents(lab, { ...options, deadline });
      const problems = [...faults.problems, ...outages, ...events.problems];
      return { ...events, ...faults, problems, untried: [...faults.untried, ...events.untried] };
    });
  } finally {
    await lab.close();
  }
}
