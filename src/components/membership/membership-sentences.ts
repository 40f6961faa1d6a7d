import { findLastDayOfTerm } from '../../../supabase/functions/_shared/contracts/days.ts';
import { formatDate } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import type { Membership, Renewal, SavedCard } from './facts.ts';

/** The state of a current membership in words (R13). Slice: `membership`. */
export function describeState({ state }: Pick<Membership, 'state'>, text: Text): string {
  return state === 'ended' ? '' : text(`membership.state.${state}`);
}

/** The payment method in words, with what one recognises the card by. Slice: `membership`. */
export function describePayment(
  { payment_method }: Pick<Membership, 'payment_method'>,
  card: SavedCard | null,
  text: Text,
): string {
  if (payment_method === 'bank_transfer' || !card) return text(`membership.payment.${payment_method}`);
  return text('membership.payment.card_saved', {
    brand: card.brand.charAt(0).toUpperCase() + card.brand.slice(1),
    last4: card.last4,
    expiry: `${String(card.expiry_month).padStart(2, '0')}/${card.expiry_year}`,
  });
}

/** What happens at the end of the term (R12): the day of the new term, or the last day. Slice: `membership`. */
export function describeRenewal(
  membership: Pick<Membership, 'renews' | 'ends_on'>,
  renewal: Pick<Renewal, 'outcome'> | null,
  locale: Locale,
  text: Text,
): string {
  return membership.renews && !renewal?.outcome.startsWith('ends')
    ? text('membership.renewal.on', { date: formatDate(membership.ends_on, locale) })
    : text('membership.renewal.off', { date: formatDate(findLastDayOfTerm(membership.ends_on), locale) });
}
