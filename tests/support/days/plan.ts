/** How a company lives through its year. */
export const lives = [
  'card',
  'card without renewal',
  'card declined for good',
  'card changed after a decline',
  'card that expires before the renewal',
  'bank, early',
  'bank, in grace',
  'bank, suspended',
  'bank, never',
  'bank, after the end',
  'points for a lower tier',
  'points for no tier',
  'cancelled and taken back',
  'cancelled on the day of the renewal',
  'lower tier chosen',
] as const;
export type Life = (typeof lives)[number];

/** Countries of members with their time zones. */
export type Zones = readonly { country: string; zone: string }[];

export interface PlannedCompany {
  name: string;
  country: string;
  zone: string;
  life: Life;
  /** Unix seconds. */
  joinsAt: number;
}

const day = 86_400;
/** Minutes of the day (UTC) at which companies join: around midnight and nine of every zone, and in between. */
const joinMinutes = [1350, 1290, 30, 370, 605, 720, 961, 1410];

/**
 * Plans companies of all countries that join spread over `spread` days from `start` (a midnight, Unix seconds), living all lives in turn. The same numbers
 * give the same plan.
 */
export function planCompanies(zones: Zones, count: number, start: number, spread: number): PlannedCompany[] {
  return Array.from({ length: count }, (_, index) => {
    // Steps without a common divisor, so that countries, lives, days and hours meet in ever other combinations.
    const home = zones[(index * 7) % zones.length];
    if (!home) throw new Error('There are no countries');
    const joinDay = Math.floor((index * spread) / count);
    return {
      name: `days-${index}`,
      ...home,
      life: lives[(index * 8 + Math.floor(index / zones.length)) % lives.length] ?? 'card',
      joinsAt: start + joinDay * day + (joinMinutes[(index * 5) % joinMinutes.length] ?? 0) * 60,
    };
  });
}

/** True when the company pays by card in this life. */
export function paysByCard(life: Life): boolean {
  return !life.startsWith('bank');
}
