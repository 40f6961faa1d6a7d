import { addDays } from '../membership/term.ts';
import type { InvoiceFacts } from './invoice-details.ts';
import { isCredited } from './invoice-status.ts';

/** What happens to an invoice next, or happened last; the sentence is `papers.next.<word>`. */
export interface NextEvent {
  word:
    | 'paid'
    | 'credited'
    | 'void'
    | 'uncollectible'
    | 'charged_on'
    | 'card_missing'
    | 'card_failed'
    | 'transfer_due'
    | 'transfer_overdue'
    | 'part_received';
  tone: 'info' | 'success' | 'warning';
  /** ISO day of it, where it has one. */
  day: string | null;
}

/** Says what happens next on `today` (ISO day). Part payments count first: they need the member. */
export function readNextEvent(facts: InvoiceFacts, today: string): NextEvent {
  const { invoice } = facts;
  if (isCredited(invoice)) return { word: 'credited', tone: 'info', day: null };
  if (invoice.status === 'paid') return { word: 'paid', tone: 'success', day: invoice.paid_on };
  if (invoice.status !== 'open') return { word: invoice.status, tone: 'info', day: null };
  if (facts.waiting_minor > 0 && facts.waiting_minor < invoice.amount_remaining_minor) {
    return { word: 'part_received', tone: 'warning', day: invoice.due_on };
  }
  const isLate = invoice.due_on !== null && invoice.due_on < today;
  if (facts.payBy !== 'card') {
    return {
      word: isLate ? 'transfer_overdue' : 'transfer_due',
      tone: isLate ? 'warning' : 'info',
      day: invoice.due_on,
    };
  }
  if (!facts.card) return { word: 'card_missing', tone: 'warning', day: invoice.due_on };
  return { word: isLate ? 'card_failed' : 'charged_on', tone: isLate ? 'warning' : 'info', day: invoice.due_on };
}

/** The last day on which an invoice can be corrected by the member; null when it cannot be, whatever the day. The server counts the same way. */
export function readCorrectionDeadline({
  invoice,
  correction,
  firstIssuedOn,
  correctionDays,
}: InvoiceFacts): string | null {
  const isWhole = (invoice.status === 'open' && invoice.amount_paid_minor === 0) || invoice.status === 'paid';
  const isPossible = isWhole && invoice.credited_minor === 0 && invoice.frozen_at !== null && invoice.total_minor > 0;
  if (!isPossible || correction?.state === 'running' || correction?.state === 'done' || !firstIssuedOn) return null;
  return addDays(firstIssuedOn, correctionDays);
}
