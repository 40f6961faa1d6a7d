import { describe, expect, it } from 'vitest';
import { addMonths, planTerm } from '../../../src/components/membership/term.ts';

describe('the term', () => {
  it('lasts a year up to the day before, and is due in 30 days', () => {
    expect(planTerm('2026-11-22', { term_months: 12, days_until_due: 30 })).toEqual({
      from: '2026-11-22',
      to: '2027-11-21',
      due: '2026-12-22',
    });
  });

  it('ends on the last day of a shorter month, as in the database', () => {
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
  });
});
