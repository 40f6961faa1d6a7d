/** The last day (ISO) of a term. Its `ends_on` is the day on which the next term begins or the membership is over, from midnight on. */
export function findLastDayOfTerm(endsOn: string): string {
  const day = new Date(`${endsOn}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
