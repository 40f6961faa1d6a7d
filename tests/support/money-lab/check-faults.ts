import { findBrokenPromises } from './books.ts';
import { compareStates } from './compare-states.ts';
import { faults } from './disturbance.ts';
import type { MoneyLab, Run } from './lab.ts';
import { isOwn, type Share } from './share.ts';
import { readState, type State } from './state.ts';
import { liveYear } from './year.ts';

export interface FaultsOutcome {
  /** Requests to Stripe and steps in a year in which nothing goes wrong. */
  requests: number;
  steps: number;
  faults: number;
  crashes: number;
  problems: string[];
  /** What the time was too short for, one sentence each. */
  untried: string[];
}

/**
 * Lives the same year again and again, each time with one disturbance: every kind at every request to Stripe, and a crash before every step. In: every
 * how many-th place is tried. After each the books must agree and the portal know what it knows after a good year.
 */
export async function checkFaults(
  lab: MoneyLab,
  options: { every: number; offset: number; deadline: number; share: Share; report: (line: string) => void },
): Promise<FaultsOutcome> {
  const outcome: FaultsOutcome = { requests: 0, steps: 0, faults: 0, crashes: 0, problems: [], untried: [] };
  const expected = await lab.run(async (run) => {
    await liveYear(run);
    outcome.requests = run.disturbance.requests.length;
    outcome.steps = run.disturbance.steps.length;
    outcome.problems.push(...(await findBrokenPromises(run)));
    return readState(run.database);
  });
  await tryPlaces('requests', outcome.requests, options, outcome, async (place) => {
    for (const fault of faults) {
      await tryYear(lab, outcome, expected, `${fault} at request ${place}`, (run) => {
        run.disturbance.faultAt = place;
        run.disturbance.fault = fault;
      });
      outcome.faults += 1;
    }
  });
  options.report(`${outcome.faults} faults at ${outcome.requests} requests: ${outcome.problems.length} problems`);
  await tryPlaces('steps', outcome.steps, options, outcome, async (place) => {
    await tryYear(lab, outcome, expected, `crash before step ${place}`, (run) => {
      run.disturbance.crashAt = place;
    });
    outcome.crashes += 1;
  });
  options.report(`${outcome.crashes} crashes in ${outcome.steps} steps: ${outcome.problems.length} problems`);
  return outcome;
}

/** Tries every so many-th place until the time is over, and notes what it was too short for. */
async function tryPlaces(
  what: 'requests' | 'steps',
  count: number,
  { every, offset, deadline, share }: { every: number; offset: number; deadline: number; share: Share },
  outcome: FaultsOutcome,
  attempt: (place: number) => Promise<void>,
): Promise<void> {
  const places = Array.from({ length: count }, (_, place) => place)
    .filter((place) => place % every === offset % every)
    .filter((_, trial) => isOwn(share, trial));
  let tried = 0;
  for (; tried < places.length && Date.now() < deadline; tried += 1) await attempt(places[tried] as number);
  if (tried < places.length) outcome.untried.push(`${places.length - tried} ${what} of ${count} were not disturbed`);
}

async function tryYear(
  lab: MoneyLab,
  outcome: FaultsOutcome,
  expected: State,
  name: string,
  disturb: (run: Run) => void,
): Promise<void> {
  await lab.run(async (run) => {
    disturb(run);
    const note = (problem: string) => {
      const step = run.disturbance.requests[run.disturbance.faultAt] ?? run.disturbance.steps[run.disturbance.crashAt];
      outcome.problems.push(`${name} (${step ?? run.disturbance.steps.at(-1)}): ${problem}`);
    };
    try {
      await liveYear(run);
      for (const problem of await findBrokenPromises(run)) note(problem);
      for (const difference of compareStates(expected, await readState(run.database))) note(difference);
    } catch (error) {
      note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  });
}
