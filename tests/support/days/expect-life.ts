import type { Life } from './plan.ts';

/** What becomes of a company, written down apart from the code that does it. Days of charges count from the due date. */
export interface ExpectedLife {
  /** Charges of the first invoice, in order; the last one goes through unless `unpaid`. Empty: the bank pays. */
  charges: readonly number[];
  /** States in order until all is over. */
  states: readonly string[];
  /** Tier of the second term, or why there is none. */
  next: 'gold' | 'silver' | 'unpaid' | 'term_over' | 'points_missing';
}

const toTheEnd = ['past_due', 'grace', 'suspended', 'ended'];
const inGrace = ['past_due', 'grace', 'active'];
const suspended = ['past_due', 'grace', 'suspended', 'active'];

export const expectedLives: Record<Life, ExpectedLife> = {
  card: { charges: [0], states: [], next: 'gold' },
  'card without renewal': { charges: [0], states: ['ended'], next: 'term_over' },
  'card declined for good': { charges: [0, 3, 5, 7], states: toTheEnd, next: 'unpaid' },
  'card changed after a decline': { charges: [0, 3, 5], states: ['past_due', 'active'], next: 'gold' },
  'card that expires before the renewal': { charges: [0], states: [], next: 'gold' },
  'bank, early': { charges: [], states: [], next: 'gold' },
  'bank, in grace': { charges: [], states: [...inGrace, ...inGrace], next: 'gold' },
  'bank, suspended': { charges: [], states: [...suspended, ...suspended], next: 'gold' },
  'bank, never': { charges: [], states: toTheEnd, next: 'unpaid' },
  'bank, after the end': { charges: [], states: toTheEnd, next: 'unpaid' },
  'points for a lower tier': { charges: [0], states: [], next: 'silver' },
  'points for no tier': { charges: [0], states: ['ended'], next: 'points_missing' },
  'cancelled and taken back': { charges: [0], states: [], next: 'gold' },
  'cancelled on the day of the renewal': { charges: [0], states: [], next: 'gold' },
  'lower tier chosen': { charges: [0], states: [], next: 'silver' },
};

/** Days after the due date on which each state begins. */
export const stateDays: Record<string, number> = { past_due: 1, grace: 14, suspended: 30, ended: 60 };

/**
 * Days after the due date on which a company is reminded, in order, of each invoice that falls past due: on the fifth and tenth, unless its new card pays
 * on the fifth, after that day's reminder.
 */
export function expectReminders(life: Life): number[] {
  const { states } = expectedLives[life];
  return states.flatMap((state, place) => (state !== 'past_due' ? [] : states[place + 1] === 'active' ? [5] : [5, 10]));
}
