import postgres from 'postgres';
import { openOwnDatabase } from '../database/own-database.ts';
import { actOnDay, actOnJoining, start as joining } from './act.ts';
import { checkCompany, type Renewals } from './check.ts';
import { planCompanies, type Zones } from './plan.ts';
import { DaysPortal, type JoinedCompany } from './portal.ts';

interface Options {
  companies: number;
  /** Days each company is followed after it joined. */
  days: number;
  /** Hours (UTC) of each day at which the jobs run; the others are left out to save time. */
  hours: readonly number[];
  /** Days over which the joining is spread. */
  spread?: number;
  /** Days after joining on which something may happen; the others are left out. All unless given. */
  onlyDays?: readonly number[];
  report?: (line: string) => void;
}

/** Midnights and nine o'clocks of all member countries, summer and winter. */
export const hoursThatMatter: readonly number[] = [0, 6, 7, 8, 9, 21, 22, 23];

const day = 86_400;
/** A February before a leap year: the leap day and all changes of the clocks lie in the days that follow. */
const firstMidnight = Date.UTC(2027, 1, 1) / 1000;

/**
 * Lets companies of all countries live through their days: the portal's own code, its database and Stripe's double, by a clock that is moved.
 * @returns what went wrong, one sentence each; nothing when every card was charged on its day once, every notice sent on its day once, and no state skipped
 */
export async function liveDays({
  companies,
  days,
  hours,
  spread = 365,
  onlyDays,
  report = () => {},
}: Options): Promise<string[]> {
  const own = await openOwnDatabase();
  const portal = await openPortal(own.url);
  try {
    const plan = planCompanies(await readZones(own.url), companies, firstMidnight, spread);
    const problems: string[] = [];
    let joined: JoinedCompany[] = [];
    const renewals: Renewals = new Map();
    const done = new Set<string>();
    const last = Math.max(...plan.map(({ joinsAt }) => joinsAt)) + days * day;
    const joins = plan.map(({ joinsAt }) => joinsAt);
    for (const moment of listMoments(last, hours, joins, onlyDays)) {
      const { renewed = 0 } = await portal.step(moment);
      if (renewed > 0) await noteRenewals(portal, renewals, moment);
      for (const company of plan.filter(({ joinsAt }) => joinsAt === moment)) {
        const member = await portal.join(company, joining.points, joining.tier);
        await actOnJoining(portal, member);
        joined.push(member);
      }
      for (const company of joined) await actOnDay(portal, company, done);
      // Looked at on its last day: later ones are another year.
      for (const company of joined.filter(({ joinsAt }) => joinsAt + days * day <= moment)) {
        problems.push(...(await checkCompany(portal, company, renewals)));
        joined = joined.filter((other) => other !== company);
      }
      if ((moment - firstMidnight) % (50 * day) === 0)
        report(`day ${(moment - firstMidnight) / day}: ${joined.length} members`);
    }
    for (const company of joined) problems.push(...(await checkCompany(portal, company, renewals)));
    return [...problems, ...(await checkWhole(portal))];
  } finally {
    await portal.close();
    await own.close();
  }
}

async function openPortal(url: string): Promise<DaysPortal> {
  return DaysPortal.open(url, firstMidnight - 60);
}

async function readZones(url: string): Promise<Zones> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  const rows = await sql<{ country: string; zone: string }[]>`
    select code as country, time_zone as zone from public.countries where is_member_country order by code`;
  await sql.end({ timeout: 1 });
  return [...rows];
}

function listMoments(
  last: number,
  hours: readonly number[],
  joins: readonly number[],
  onlyDays: readonly number[] | undefined,
): number[] {
  const moments = new Set(joins);
  // A day by a company's own clock lies in two days of ours.
  const chosen =
    onlyDays &&
    new Set(joins.flatMap((at) => onlyDays.flatMap((on) => [-1, 0, 1].map((more) => countMidnights(at) + on + more))));
  for (let midnight = firstMidnight; midnight <= last; midnight += day) {
    if (chosen && !chosen.has(countMidnights(midnight))) continue;
    for (const hour of hours) moments.add(midnight + hour * 3600);
  }
  return [...moments].sort((one, other) => one - other);
}

const countMidnights = (moment: number) => Math.floor((moment - firstMidnight) / day);

async function noteRenewals({ database }: DaysPortal, renewals: Renewals, moment: number): Promise<void> {
  const rows = await database.query<{ id: string }>(
    'select membership_id as id from public.membership_terms where term_number = 2',
  );
  for (const { id } of rows) if (!renewals.has(id)) renewals.set(id, new Date(moment * 1000));
}

/** Nothing waits, nothing was given up, and money that came late is listed. */
async function checkWhole({ database }: DaysPortal): Promise<string[]> {
  const rows = await database.query<{ kind: string; error: string | null }>(
    'select kind, last_error as error from private.stripe_calls where done_at is null',
  );
  const events = await database.query<{ id: string }>(
    'select id from private.stripe_events where processed_at is null',
  );
  return [
    ...rows.map(({ kind, error }) => `the call ${kind} is not done: ${error}`),
    ...events.map(({ id }) => `the event ${id} is not processed`),
  ];
}
