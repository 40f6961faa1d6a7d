/** The ISO day `days` later. */
export function addDays(isoDay: string, days: number): string {
  const day = new Date(`${isoDay}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The last day (ISO) of a term. Its `ends_on` is the day on which the next term begins or the membership is over, from midnight on. */
export function findLastDayOfTerm(endsOn: string): string {
  return addDays(endsOn, -1);
}

/** The last day (ISO) of a membership, as `private.last_day`: what did not end with its term was there on the day it ended. */
export function findLastDayOfMembership(endsOn: string, endedOn: string | null): string {
  return endedOn && endedOn !== endsOn ? endedOn : findLastDayOfTerm(endsOn);
}
