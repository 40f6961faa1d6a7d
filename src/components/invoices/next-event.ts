import { addDays } from '../../../supabase/functions/_shared/contracts/days.ts';
import { type InvoiceFacts, isWithSupport, readMissing, readWaiting } from './invoice-details.ts';
import { isCredited } from './invoice-status.ts';

/** What happens to an invoice next, or happened last; the sentence is `papers.next.<word>`. */
export interface NextEvent {
  word:
    | 'paid'
    | 'credited'
    | 'void'
    | 'uncollectible'
    | 'charged_on'
    | 'charge_under_way'
    | 'card_missing'
    | 'card_retry'
    | 'card_authenticate'
    | 'card_stopped'
    | 'card_held'
    | 'with_support'
    | 'transfer_due'
    | 'transfer_overdue'
    | 'transfer_received'
    | 'part_received'
    | 'part_received_card';
  tone: 'info' | 'success' | 'warning';
  /** ISO day of it, where it has one. */
  day: string | null;
}

/** Says what happens next on `today` (ISO day). That support is at work, and money that has arrived, count first: who does not read of it pays twice. */
export function readNextEvent(facts: InvoiceFacts, today: string): NextEvent {
  const { invoice } = facts;
  if (isCredited(invoice)) return { word: 'credited', tone: 'info', day: null };
  if (invoice.status === 'paid') return { word: 'paid', tone: 'success', day: invoice.paid_on };
  if (invoice.status !== 'open') return { word: invoice.status, tone: 'info', day: null };
  if (isWithSupport(facts)) return { word: 'with_support', tone: 'info', day: null };
  if (readWaiting(facts) > 0) return readArrivedMoney(facts);
  const isLate = invoice.due_on !== null && invoice.due_on < today;
  if (facts.payBy !== 'card') {
    return {
      word: isLate ? 'transfer_overdue' : 'transfer_due',
      tone: isLate ? 'warning' : 'info',
      day: invoice.due_on,
    };
  }
  return readCard(facts, today);
}

function readArrivedMoney(facts: InvoiceFacts): NextEvent {
  const day = facts.invoice.due_on;
  if (readMissing(facts) === 0) return { word: 'transfer_received', tone: 'info', day };
  const isCharged = facts.card && (facts.open?.charge === 'planned' || facts.open?.charge === 'retry');
  return isCharged
    ? { word: 'part_received_card', tone: 'warning', day: facts.open?.charge_on ?? day }
    : { word: 'part_received', tone: 'warning', day };
}

function readCard({ invoice, card, open }: InvoiceFacts, today: string): NextEvent {
  const day = invoice.due_on;
  if (!card) return { word: 'card_missing', tone: 'warning', day };
  switch (open?.charge) {
    case 'planned': {
      const on = open.charge_on ?? day;
      const isNow = on !== null && on < today;
      return isNow ? { word: 'charge_under_way', tone: 'info', day } : { word: 'charged_on', tone: 'info', day: on };
    }
    case 'retry': {
      // A day that is over: the jobs are about to try it.
      const isOver = open.charge_on !== null && open.charge_on < today;
      return { word: 'card_retry', tone: 'warning', day: isOver ? today : open.charge_on };
    }
    case 'authenticate':
      return { word: 'card_authenticate', tone: 'warning', day };
    case 'stopped':
      return { word: 'card_stopped', tone: 'warning', day };
    default:
      return { word: 'card_held', tone: 'warning', day };
  }
}

/** The last day on which an invoice can be corrected by the member; null when it cannot be, whatever the day. The server counts the same way. */
export function readCorrectionDeadline({
  invoice,
  open,
  correction,
  firstIssuedOn,
  correctionDays,
}: InvoiceFacts): string | null {
  if (isWithSupport({ open })) return null;
  const isWhole = (invoice.status === 'open' && invoice.amount_paid_minor === 0) || invoice.status === 'paid';
  const isPossible = isWhole && invoice.credited_minor === 0 && invoice.frozen_at !== null && invoice.total_minor > 0;
  if (!isPossible || correction?.state === 'running' || correction?.state === 'done' || !firstIssuedOn) return null;
  return addDays(firstIssuedOn, correctionDays);
}
