import { addDays, findLastDayOfTerm } from '../../../supabase/functions/_shared/contracts/days.ts';
import type { LatestInvoice, Membership, Unpaid } from './facts.ts';
import { addMonths, type TermSettings } from './term.ts';

export type TimelineKind =
  | 'start'
  | 'invoice'
  | 'due'
  | 'paid'
  | 'notice'
  | 'renewal'
  | 'end'
  // What an unpaid invoice leads to (R13).
  | 'past_due'
  | 'grace'
  | 'suspended'
  | 'unpaid_end';

export interface TimelineEvent {
  kind: TimelineKind;
  /** ISO day. */
  day: string;
  /** Days left, of a notice. */
  daysLeft?: number;
  /** True for a day that is reckoned because no invoice says it yet. */
  isEstimate?: boolean;
  state: 'past' | 'next' | 'ahead';
  /** Where the day lies in the term, 0 to 1. */
  position: number;
}

export interface Timeline {
  from: string;
  /** The day on which the next term would begin. */
  to: string;
  /** Null before the term and after it. */
  today: number | null;
  /** How much of the term is over, 0 to 1. */
  elapsed: number;
  months: readonly { day: string; position: number }[];
  events: readonly TimelineEvent[];
}

interface Situation {
  membership: Pick<Membership, 'starts_on' | 'ends_on' | 'renews'>;
  /** The newest invoice; null where there is none yet or the role may not see it. */
  invoice: Pick<LatestInvoice, 'issued_on' | 'due_on' | 'paid_on' | 'status'> | null;
  settings: TermSettings & { renewal_notice_days: readonly number[] };
  /** The invoice that put the membership into its state; null or left out while all is paid. */
  unpaid?: Unpaid | null;
  /** ISO day. */
  today: string;
}

/** The current term as a line: start, invoice, due date, notices, renewal or end, in the order of their days. */
export function buildTimeline({ membership, invoice, settings, today, unpaid = null }: Situation): Timeline {
  const to = membership.ends_on;
  // A renewed membership keeps its first day; the term began one length before its end.
  const termStart = addMonths(to, -settings.term_months);
  const from = termStart > membership.starts_on ? termStart : membership.starts_on;
  const own = invoice?.issued_on && invoice.issued_on >= from && invoice.status !== 'void' ? invoice : null;
  const days: Pick<TimelineEvent, 'kind' | 'day' | 'daysLeft' | 'isEstimate'>[] = [
    { kind: 'start', day: from },
    ...(own?.issued_on ? [{ kind: 'invoice' as const, day: own.issued_on }] : []),
    own?.due_on
      ? { kind: 'due', day: own.due_on }
      : { kind: 'due', day: addDays(from, settings.days_until_due), isEstimate: true },
    ...(own?.paid_on ? [{ kind: 'paid' as const, day: own.paid_on }] : []),
    ...listDunningDays(unpaid),
    ...settings.renewal_notice_days.map((daysLeft) => ({
      kind: 'notice' as const,
      day: addDays(to, -daysLeft),
      daysLeft,
    })),
    membership.renews ? { kind: 'renewal', day: to } : { kind: 'end', day: findLastDayOfTerm(membership.ends_on) },
  ];
  const events = days
    .filter(({ day }) => day >= from)
    .sort((one, other) => one.day.localeCompare(other.day))
    .filter((event, _, all) => event.kind !== 'due' || !hasPaidBefore(event.day, all));
  const next = events.findIndex(({ day }) => day > today);
  return {
    from,
    to,
    today: today < from || today > to ? null : locateDay(today, from, to),
    elapsed: locateDay(today, from, to),
    months: listMonths(from, to),
    events: events.map((event, index) => ({
      ...event,
      state: event.day <= today ? 'past' : index === next ? 'next' : 'ahead',
      position: locateDay(event.day, from, to),
    })),
  };
}

/** The days on which the state changes, unless it is paid. */
function listDunningDays(unpaid: Unpaid | null): { kind: TimelineKind; day: string }[] {
  if (!unpaid?.due_on) return [];
  const days: [TimelineKind, string | null][] = [
    ['past_due', addDays(unpaid.due_on, 1)],
    ['grace', unpaid.grace_on],
    ['suspended', unpaid.suspended_on],
    ['unpaid_end', unpaid.ends_on],
  ];
  return days.flatMap(([kind, on]) => (on === null ? [] : [{ kind, day: on }]));
}

/** An invoice paid early has no due date to wait for. */
function hasPaidBefore(due: string, events: readonly { kind: TimelineKind; day: string }[]): boolean {
  return events.some(({ kind, day }) => kind === 'paid' && day < due);
}

/** Where a day lies between two others, 0 to 1; days outside lie at the ends. */
export function locateDay(day: string, from: string, to: string): number {
  const [at, start, end] = [day, from, to].map((iso) => Date.parse(`${iso}T00:00:00Z`)) as [number, number, number];
  return Math.min(Math.max((at - start) / Math.max(end - start, 1), 0), 1);
}

/** The first day of every month inside the term. */
function listMonths(from: string, to: string): { day: string; position: number }[] {
  const months: { day: string; position: number }[] = [];
  for (let day = addMonths(`${from.slice(0, 8)}01`, 1); day < to; day = addMonths(day, 1))
    months.push({ day, position: locateDay(day, from, to) });
  return months;
}
