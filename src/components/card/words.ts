import { formatDate } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { nameTier } from '../tiers/tier-name.ts';
import type { CardFacts } from './facts.ts';

/** Everything that is written on a card, in the reader's language; on screen, on paper and in the PDF the same. */
export interface CardWords {
  /** Name of the document. */
  title: string;
  locale: Locale;
  brand: string;
  company: string;
  number: Line;
  tier: Line;
  valid: Line;
}

interface Line {
  label: string;
  value: string;
}

/** Writes a card. Slices: `card`, `common.tier`. */
export function describeCard(card: CardFacts, locale: Locale, text: Text): CardWords {
  const dates = { from: formatDate(card.starts_on, locale), to: formatDate(card.last_day, locale) };
  return {
    title: text('card.label', { company: card.company_name }),
    locale,
    brand: text('card.brand'),
    company: card.company_name,
    number: { label: text('card.number'), value: card.number },
    tier: { label: text('card.tier'), value: nameTier(card.tier_code, text) },
    valid: { label: text('card.valid'), value: text('card.valid_value', dates) },
  };
}
