import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { isErrorCode } from '../../lib/errors.ts';
import { nameParts } from '../products/missing.ts';
import type { Verdict } from './api.ts';

/** What is said below a serial: `good` goes through, `open` with gaps or questions, `bad` does not. */
export interface Said {
  tone: 'good' | 'open' | 'bad';
  sentence: string;
}

/** Puts a verdict into words; null while nothing is known. */
export function describeVerdict(verdict: Verdict | null, locale: Locale, text: Text): Said | null {
  if (!verdict) return null;
  const { fate, outcome, reason } = verdict;
  const points = formatNumber(verdict.points, locale);
  const parts = nameParts(verdict.missing, locale, text);
  const state = outcome ?? fate;
  if (state === 'disputed') return { tone: 'open', sentence: text('series.saved.disputed') };
  if (state === 'complete') {
    return { tone: 'good', sentence: text(outcome ? 'series.saved.complete' : 'series.fate.complete', { points }) };
  }
  if (state === 'incomplete') {
    return { tone: 'open', sentence: text(outcome ? 'series.saved.incomplete' : 'series.fate.incomplete', { parts }) };
  }
  if (state === 'present') return { tone: 'bad', sentence: text('series.fate.present') };
  if (reason === 'serial_twice_in_file') return { tone: 'bad', sentence: text('series.fate.twice') };
  if (reason === 'serial_too_long' || reason === 'dealer_too_long')
    return { tone: 'bad', sentence: text(`imports.reason.${reason}`) };
  return {
    tone: 'bad',
    sentence: text(`errors.${isErrorCode(reason) ? reason : 'invalid_input'}`, { hint: verdict.hint ?? '' }),
  };
}
