import { findLastDayOfTerm } from '../../../supabase/functions/_shared/contracts/days.ts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { nameTier } from '../tiers/tier-name.ts';
import type { Renewal } from './facts.ts';

/** What the end of the term brings, and until when it can be changed (R12). Slices: `renewal`, `common.tier`. */
export function describeNextTerm(renewal: Renewal, locale: Locale, text: Text): string {
  const { outcome, ends_on, next_tier_code, amount_minor, currency } = renewal;
  const lastDay = formatDate(findLastDayOfTerm(renewal.ends_on), locale);
  const isEnd = outcome.startsWith('ends');
  return text(`renewal.renewal.${outcome}`, {
    // A new term begins on the day after the last one.
    date: isEnd ? lastDay : formatDate(ends_on, locale),
    lastDay,
    tier: next_tier_code ? nameTier(next_tier_code, text) : '',
    price: amount_minor === null ? '' : formatMoney(amount_minor, currency, locale, 'round'),
  });
}
