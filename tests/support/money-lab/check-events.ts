import { startRandom } from '../chaos/random.ts';
import { compareStates } from './compare-states.ts';
import { Delivery } from './deliver-history.ts';
import { type History, type HistoryKind, histories, type Moment, recordHistory } from './history.ts';
import type { MoneyLab, Run } from './lab.ts';
import { permute } from './permutations.ts';
import { isOwn, type Share } from './share.ts';
import type { State } from './state.ts';

export interface EventsOutcome {
  permutations: number;
  shuffles: number;
  problems: string[];
  /** What the time was too short for, one sentence each. */
  untried: string[];
}

/** The types whose every order is tried; one event of each per invoice there is. */
const keyTypes = [
  'invoice.created',
  'invoice.finalized',
  'invoice.payment_failed',
  'invoice.payment_action_required',
  'invoice.paid',
  'customer.subscription.updated',
];
const mostKeyEvents = 6;

/**
 * Delivers the events of first years in every order of the most important ones (once and twice) and in random ones, and compares what the portal knows in the
 * end with what it knows when all goes well. In: how many random deliveries, their seed, and every how many-th permutation is tried.
 */
export async function checkEvents(
  lab: MoneyLab,
  options: {
    shuffles: number;
    seed: number;
    everyPermutation: number;
    deadline: number;
    share: Share;
    report: (line: string) => void;
  },
): Promise<EventsOutcome> {
  const outcome: EventsOutcome = { permutations: 0, shuffles: 0, problems: [], untried: [] };
  for (const kind of histories) {
    await lab.run(async (run) => {
      const history = await recordHistory(run, kind);
      const expected = await lab.branch(() => new Delivery(run, history).inOrder());
      await tryPermutations(lab, run, history, {
        kind,
        expected,
        every: options.everyPermutation,
        own: options.share,
        deadline: options.deadline,
        outcome,
      });
      const shuffles = Math.ceil(options.shuffles / histories.length);
      await tryShuffles(lab, run, history, {
        kind,
        expected,
        shuffles,
        own: options.share,
        seed: options.seed,
        deadline: options.deadline,
        outcome,
      });
    });
    options.report(
      `${kind}: ${outcome.permutations} permutations, ${outcome.shuffles} shuffles, ${outcome.problems.length} problems so far`,
    );
  }
  return outcome;
}

interface Trial {
  kind: HistoryKind;
  expected: State;
  own: Share;
  /** Nothing new is tried after this moment, so that a slow machine ends as well. */
  deadline: number;
  outcome: EventsOutcome;
}

async function tryPermutations(
  lab: MoneyLab,
  run: Run,
  history: History,
  { kind, expected, every, own, deadline, outcome }: Trial & { every: number },
): Promise<void> {
  let place = 0;
  let untried = 0;
  for (const order of permute(chooseKeyEvents(history.moments))) {
    place += 1;
    if (place % every !== 0 || !isOwn(own, place / every)) continue;
    if (Date.now() > deadline) {
      untried += 1;
      continue;
    }
    for (const ids of [order, [...order, ...order.toReversed()]]) {
      const found = await lab.branch(() => new Delivery(run, history).afterwards(ids));
      outcome.permutations += 1;
      note(outcome, `${kind}, permutation ${place}${ids.length > order.length ? ' twice' : ''}`, expected, found);
    }
  }
  if (untried > 0) outcome.untried.push(`${kind}: ${untried} permutations`);
}

async function tryShuffles(
  lab: MoneyLab,
  run: Run,
  history: History,
  { kind, expected, shuffles, own, seed, deadline, outcome }: Trial & { shuffles: number; seed: number },
): Promise<void> {
  const seeds = Array.from({ length: shuffles }, (_, place) => seed + place).filter((_, place) => isOwn(own, place));
  let tried = 0;
  for (; tried < seeds.length && Date.now() < deadline; tried += 1) {
    const found = await lab.branch(() => new Delivery(run, history).atRandom(startRandom(seeds[tried] as number)));
    outcome.shuffles += 1;
    note(outcome, `${kind}, shuffle with seed ${seeds[tried]}`, expected, found);
  }
  if (tried < seeds.length) outcome.untried.push(`${kind}: ${seeds.length - tried} of ${seeds.length} shuffles`);
}

/** The first event of each type and the payment of the renewal: what a year consists of. */
function chooseKeyEvents(moments: readonly Moment[]): string[] {
  const last = moments.at(-1)?.store;
  const events = moments.flatMap(({ eventIds }) => eventIds).map((id) => last?.get('event', id));
  const firsts = keyTypes.flatMap((type) => events.find((event) => event?.type === type)?.id ?? []);
  const renewal = events.findLast((event) => event?.type === 'invoice.paid')?.id;
  return [...new Set([...firsts, ...(renewal ? [renewal] : [])])].slice(0, mostKeyEvents);
}

function note(outcome: EventsOutcome, name: string, expected: State, found: State): void {
  const differences = compareStates(expected, found);
  if (differences.length > 0) outcome.problems.push(`${name}: ${differences.join('; ')}`);
}
