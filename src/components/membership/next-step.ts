import type { Locale } from '../../i18n/locales.ts';
import { paths } from '../../lib/paths.ts';
import type { LatestInvoice, Membership, SavedCard, Unpaid } from './facts.ts';

/** What the address says about where the member comes from; it proves nothing, state follows what is read. */
export interface ArrivalNote {
  /** Came straight from the form that joins. */
  hasJoined: boolean;
  card: 'saved' | 'cancelled' | null;
}

/** Reads the query of the membership page (`?joined=bank`, `?joined=card_later`, `?card=saved`, `?card=cancelled`). */
export function readArrival(query: string): ArrivalNote {
  const parameters = new URLSearchParams(query);
  const card = parameters.get('card');
  return {
    hasJoined: parameters.has('joined'),
    card: card === 'saved' || card === 'cancelled' ? card : null,
  };
}

/**
 * True when the welcome is due: right after joining, also by way of the card's page. Who changes the card later is not welcomed again.
 * `startsOn` and `yesterday` are ISO days.
 */
export function isNewMember(arrival: ArrivalNote, startsOn: string, yesterday: string): boolean {
  return arrival.hasJoined || (arrival.card !== null && startsOn >= yesterday);
}

/** What happens with the payment next, as the last part of a message key `membership.next.…`. */
export type NextStep =
  | 'paid'
  | 'overdue'
  | 'card_saved'
  | 'card_saved_due'
  | 'card_waiting'
  | 'card_slow'
  | 'card_cancelled'
  | 'card_missing'
  | 'card_authenticate'
  | 'card_stopped'
  | 'card_retry'
  | 'card_held'
  | 'with_support'
  | 'bank'
  | 'bank_due';

interface Situation {
  membership: Pick<Membership, 'payment_method'>;
  card: SavedCard | null;
  invoice: Pick<LatestInvoice, 'status' | 'due_on'> | null;
  /** The oldest unpaid invoice, which need not be the newest one; null where it is not known. */
  unpaid: Pick<Unpaid, 'due_on' | 'charge'> | null;
  arrival: ArrivalNote;
  /** ISO day. */
  today: string;
  /** True while the page still looks for the card the payment service is to confirm. */
  isWaiting: boolean;
}

/**
 * Says what happens next. A card counts only once it is on file: coming back with `?card=saved` means waiting, never "stored" (state follows
 * the webhook).
 */
export function findNextStep({ membership, card, invoice, unpaid, arrival, today, isWaiting }: Situation): NextStep {
  const charge = unpaid?.charge;
  if (charge === 'with_support') return charge;
  if (card && charge && charge !== 'planned') return `card_${charge}`;
  const dueOn = unpaid?.due_on ?? (invoice?.status === 'open' ? invoice.due_on : null);
  if (!dueOn && invoice?.status === 'paid') return 'paid';
  if (dueOn && dueOn < today) return 'overdue';
  if (membership.payment_method === 'bank_transfer') return dueOn ? 'bank_due' : 'bank';
  if (card) return dueOn ? 'card_saved_due' : 'card_saved';
  if (arrival.card === 'saved') return isWaiting ? 'card_waiting' : 'card_slow';
  return arrival.card === 'cancelled' ? 'card_cancelled' : 'card_missing';
}

/** Where an unpaid invoice is paid: at Stripe, which asks for the whole sum; where a part has arrived, on its own page, which says what is missing. */
export function findPageToPay(
  {
    invoice_id: id,
    hosted_url: page,
    waiting_minor: arrived,
  }: Pick<Unpaid, 'invoice_id' | 'hosted_url' | 'waiting_minor'>,
  locale: Locale,
): string {
  if (page && arrived === 0) return page;
  return id ? paths.invoice(locale, id) : paths.invoices(locale);
}

/** Milliseconds between looks for a card that is being confirmed: half a minute in all, ever slower. */
export const cardLookDelays = [800, 1200, 2000, 3000, 5000, 8000, 10_000] as const;
