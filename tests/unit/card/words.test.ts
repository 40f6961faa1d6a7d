import { describe, expect, it } from 'vitest';
import { parseCard } from '../../../src/components/card/facts.ts';
import { describeCard } from '../../../src/components/card/words.ts';
import { formatMoment } from '../../../src/components/check/format-moment.ts';
import { createText } from '../../../src/i18n/message.ts';
import { sliceMessages } from '../../../src/i18n/slice.ts';

const card = {
  company_name: 'Kuvaamo Äyräpää Oy',
  number: 'CPS-FI0000018',
  tier_code: 'gold',
  state: 'active',
  starts_on: '2026-11-22',
  last_day: '2027-11-21',
  token: 'Aa0_-'.repeat(9).concat('x'),
};

describe('the membership card', () => {
  it('is written in the reader’s language and format', () => {
    const write = (locale: 'fi' | 'en') =>
      describeCard(parseCard(card), locale, createText(locale, sliceMessages(locale, ['card', 'common.tier'])));
    expect(write('fi')).toMatchObject({
      company: 'Kuvaamo Äyräpää Oy',
      number: { label: 'Jäsennumero', value: 'CPS-FI0000018' },
      tier: { label: 'Jäsenyystaso', value: 'Gold' },
      valid: { label: 'Voimassa', value: '22.11.2026–21.11.2027' },
    });
    expect(write('en').valid).toEqual({ label: 'Valid', value: '22 Nov 2026 – 21 Nov 2027' });
  });

  it.each([
    ['a token of another form', { token: 'short' }],
    ['an ended membership', { state: 'ended' }],
    ['no number', { number: undefined }],
  ])('refuses %s', (_what, change) => {
    expect(() => parseCard({ ...card, ...change })).toThrow();
  });
});

it('the moment of a check has seconds, so that a kept picture looks old', () => {
  expect(formatMoment(new Date(2026, 10, 22, 14, 5, 9), 'en')).toBe('22 Nov 2026, 14:05:09');
});
