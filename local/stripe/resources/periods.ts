interface Recurring {
  interval: string;
  interval_count: number;
}

/**
 * The moment `steps` intervals after an anchor (Unix seconds, UTC calendar). Months without the anchor's day end on
 * their last day, and later months return to the anchor's day.
 */
export function addIntervals(anchor: number, recurring: Recurring, steps: number): number {
  const count = recurring.interval_count * steps;
  if (recurring.interval === 'day') return anchor + count * 24 * 3600;
  if (recurring.interval === 'week') return anchor + count * 7 * 24 * 3600;
  const months = recurring.interval === 'year' ? count * 12 : count;
  const start = new Date(anchor * 1000);
  const target = new Date(start);
  target.setUTCDate(1);
  target.setUTCMonth(start.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return Math.floor(target.getTime() / 1000);
}

/** The first period end after a moment, counted from the anchor so that days do not drift. */
export function findPeriodEnd(anchor: number, recurring: Recurring, moment: number): number {
  let steps = 1;
  while (addIntervals(anchor, recurring, steps) <= moment) steps += 1;
  return addIntervals(anchor, recurring, steps);
}
