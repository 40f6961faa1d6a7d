import { addDays, findLastDayOfTerm } from '../../../supabase/functions/_shared/contracts/days.ts';

/** Numbers of the programme that decide a term and its due date; columns of `programme_settings`. */
export interface TermSettings {
  term_months: number;
  days_until_due: number;
}

/** The ISO day `months` later; where that month is shorter, its last day, as Postgres reckons. */
export function addMonths(isoDay: string, months: number): string {
  const day = new Date(`${isoDay}T00:00:00Z`);
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(wanted, last));
  return day.toISOString().slice(0, 10);
}

/** First and last day of a term that begins on `isoDay`, and the day its invoice is due (an estimate: the invoice decides). */
export function planTerm(isoDay: string, settings: TermSettings): { from: string; to: string; due: string } {
  return {
    from: isoDay,
    to: findLastDayOfTerm(addMonths(isoDay, settings.term_months)),
    due: addDays(isoDay, settings.days_until_due),
  };
}
