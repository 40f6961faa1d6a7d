import { describe, expect, it } from 'vitest';
import { businessIdForms } from '../../../src/components/account/business-id-forms.ts';
import { formatBusinessId } from '../../../src/components/account/format-business-id.ts';

describe('formatBusinessId', () => {
  it.each([
    ['FI', '12345671', '1234567-1'],
    ['FI', '1234567', '1234567'],
    ['FI', '1234567-1', '1234567-1'],
    ['SE', '5561234567', '556123-4567'],
    ['CH', 'che123456789', 'CHE-123.456.789'],
    ['FR', '123456', '123 456'],
    ['CZ', '12345678', '12345678'],
  ])('writes a number of %s as it is known there: %s → %s', (country, typed, written) => {
    expect(formatBusinessId(country, typed)).toBe(written);
  });

  it.each([
    ['FI', 'FI12345671'],
    ['FI', '123456712'],
    ['DE', 'HRB 1234567'],
    ['NL', 'unknown'],
  ])('leaves what has another shape as it is: %s %s', (country, typed) => {
    expect(formatBusinessId(country, typed)).toBe(typed);
  });

  it('builds every example from its characters alone, and lets each character be deleted', () => {
    for (const [country, { example }] of Object.entries(businessIdForms)) {
      let typed = '';
      for (const character of example.replace(/[^\p{L}\p{N}]/gu, ''))
        typed = formatBusinessId(country, typed + character);
      expect(typed, country).toBe(example);
      while (typed) {
        const shorter = formatBusinessId(country, typed.slice(0, -1));
        expect(shorter.length, `${country} ${typed}`).toBeLessThan(typed.length);
        typed = shorter;
      }
    }
  });
});
