import { describe, expect, it } from 'vitest';
import { nameTier } from '../../../src/components/tiers/tier-name.ts';
import { formatDate, formatMoney } from '../../../src/i18n/format.ts';
import { readWords } from '../../support/pages/words.ts';

/** Intl writes narrow and no-break spaces. */
const tidy = (text: string) => text.replace(/\s/g, ' ');

describe('prices and days', () => {
  it.each([
    ['fi', 19900, 'EUR', '199 €'],
    ['en', 19900, 'EUR', '€199'],
    ['fi', 24975, 'EUR', '249,75 €'],
    ['en', 109000, 'SEK', 'SEK 1,090'],
    ['fi', 109000, 'SEK', '1 090 SEK'],
  ] as const)('on a card in %s: %i %s is %s', (locale, amount, currency, expected) => {
    expect(tidy(formatMoney(amount, currency, locale, 'round'))).toBe(expected);
  });

  it('keeps the cents in a sum', () => {
    expect(tidy(formatMoney(19900, 'EUR', 'fi'))).toBe('199,00 €');
  });

  it('writes a day as its language does', () => {
    expect(formatDate('2026-11-22', 'fi')).toBe('22.11.2026');
    expect(formatDate('2026-11-22', 'en')).toBe('22 Nov 2026');
  });
});

describe('the name of a tier', () => {
  const text = readWords('fi', 'common');

  it('is its word for a shipped tier', () => {
    expect(nameTier('gold', text)).toBe('Gold');
  });

  it('is its code for one that was added as data', () => {
    expect(nameTier('diamond', text)).toBe('Diamond');
  });
});
