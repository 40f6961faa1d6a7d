import { describe, expect, it } from 'vitest';
import { formatDate, formatMoney, formatNumber } from '../../src/i18n/format.ts';
import { formatLocalDate, parseLocalDate } from '../../src/i18n/local-date.ts';
import { isEnabledLocale, locales } from '../../src/i18n/locales.ts';
import { matchLocale } from '../../src/i18n/match-locale.ts';
import { createText } from '../../src/i18n/message.ts';
import { splitTags, stripTags } from '../../src/i18n/rich-text.ts';
import { sliceMessages } from '../../src/i18n/slice.ts';
import { translator } from '../../src/i18n/translate.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('texts', () => {
  it('read the same at build time and in an island, plurals and variables included', () => {
    const text = createText('fi', sliceMessages('fi', ['common.form', 'common.points']));
    for (const count of [0, 1, 2, 500]) {
      expect(text('common.form.check', { count })).toBe(translator('fi')('common.form.check', { count }));
    }
    expect(text('common.form.check', { count: 1 })).toBe('Tarkista vielä 1 kohta');
  });

  it('know the brand without being told', () => {
    expect(translator('fi')('common.nav.home')).toBe('Valokeila CPS, etusivu');
  });

  it('refuse a key that does not exist at build time', () => {
    // @ts-expect-error: the type refuses it too
    expect(() => translator('fi')('common.no_such_key')).toThrow('common.no_such_key');
  });

  it('show markup in a variable as text, never as tags of their own', () => {
    expect(translator('fi')('common.nav.account_named', { company: '<b>Oy</b>' })).toBe('Yritystili: <b>Oy</b>');
  });

  it('come in slices of exactly the asked areas', () => {
    expect(Object.keys(sliceMessages('fi', ['errors.not_allowed']))).toEqual(['errors.not_allowed']);
  });

  it('split at their tags', () => {
    expect(splitTags('Katso <faq>ohje</faq>.')).toEqual([
      { text: 'Katso ' },
      { tag: 'faq', text: 'ohje' },
      { text: '.' },
    ]);
    expect(stripTags('Katso <faq>ohje</faq>.')).toBe('Katso ohje.');
  });
});

describe('formats', () => {
  it('write money from the smallest unit in the reader’s way', () => {
    expect(plain(formatMoney(9900, 'EUR', 'fi'))).toBe('99,00 €');
    expect(plain(formatMoney(9900, 'EUR', 'fi', 'round'))).toBe('99 €');
    expect(plain(formatMoney(9950, 'EUR', 'fi', 'round'))).toBe('99,50 €');
    expect(plain(formatMoney(3990000, 'HUF', 'fi', 'round'))).toBe('39 900 HUF');
  });

  it('write numbers and days', () => {
    expect(plain(formatNumber(2500, 'fi'))).toBe('2 500');
    expect(formatDate('2026-11-22T23:30:00Z', 'fi')).toBe('22.11.2026');
  });

  it.each([
    ['fi', '1.3.2024', '2024-03-01'],
    ['fi', ' 01.03.2024 ', '2024-03-01'],
    ['en', '1/3/2024', '2024-03-01'],
    ['fi', '2024-03-01', '2024-03-01'],
    ['fi', '29.2.2024', '2024-02-29'],
  ] as const)('read a day typed in %s as %s', (locale, typed, iso) => {
    expect(parseLocalDate(typed, locale)).toBe(iso);
  });

  it.each([
    '',
    '31.2.2024',
    '29.2.2023',
    '1.3.24',
    '1.3',
    'eilen',
    '1.13.2024',
    '0.1.2024',
    '<b>1.1.2024</b>',
    '1.1.2024 📷',
  ])('refuse %j as a day', (typed) => {
    expect(parseLocalDate(typed, 'fi')).toBeNull();
  });

  it('show a day so that it can be read back, in every language', () => {
    for (const { code } of locales)
      expect(parseLocalDate(formatLocalDate('2024-03-09', code), code)).toBe('2024-03-09');
  });
});

describe('the choice of language', () => {
  it('takes the browser’s first wish that is switched on', () => {
    expect(matchLocale(['de-AT', 'en-US', 'fi'], ['fi', 'en'], 'fi')).toBe('en');
    expect(matchLocale(['no'], ['fi', 'nb'], 'fi')).toBe('nb');
  });

  it('falls back where no wish can be met', () => {
    expect(matchLocale(['ja', ''], ['fi', 'en'], 'fi')).toBe('fi');
  });

  it('refuses languages that are switched off or unknown', () => {
    expect(isEnabledLocale('fi')).toBe(true);
    expect(isEnabledLocale('sv')).toBe(false);
    expect(isEnabledLocale('../fi')).toBe(false);
    expect(isEnabledLocale(undefined)).toBe(false);
  });
});
