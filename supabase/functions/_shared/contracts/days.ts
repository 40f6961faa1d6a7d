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
