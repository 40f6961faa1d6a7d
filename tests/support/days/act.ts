import { addDays, countDays, readLocalTime } from './local-time.ts';
import type { DaysPortal, JoinedCompany } from './portal.ts';

const cards = { good: '4242424242424242', declined: '4000000000000341', other: '5555555555554444' };

/** Points and tier a company joins with: gold, with enough points for it. */
export const start = { points: 1000, tier: 'gold' };

type Deed = (portal: DaysPortal, company: JoinedCompany) => Promise<void>;

/** What a company does right after joining. */
export async function actOnJoining(portal: DaysPortal, company: JoinedCompany): Promise<void> {
  const { accountId, life } = company;
  if (life.startsWith('bank')) return;
  if (life === 'card declined for good' || life === 'card changed after a decline') {
    return portal.saveCard(accountId, cards.declined);
  }
  if (life !== 'card that expires before the renewal') return portal.saveCard(accountId, cards.good);
  const last = findLastDayOfCard(company);
  await portal.saveCard(accountId, cards.good, { month: Number(last.slice(5, 7)), year: Number(last.slice(0, 4)) });
}

/** The last day of the card that expires before the renewal: the end of the month of the 330th day. */
export function findLastDayOfCard({ joinedOn }: JoinedCompany): string {
  const [year, month] = addDays(joinedOn, 330).split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).toISOString().slice(0, 10);
}

/** Day after joining on which a company replaces the card that expires. */
export const cardReplacedOn = 340;

/** Days after joining on which a company does something, at noon of its own clock at the earliest (on the day of the renewal at ten); the first step after does it. */
const deeds: Partial<Record<JoinedCompany['life'], Partial<Record<number | 'renewal', Deed>>>> = {
  'card changed after a decline': { 34: (portal, { accountId }) => portal.saveCard(accountId, cards.other) },
  'card that expires before the renewal': {
    [cardReplacedOn]: (portal, { accountId }) => portal.saveCard(accountId, cards.other),
  },
  'bank, early': { 10: payByBank, 380: payByBank },
  'bank, in grace': { 50: payByBank, 420: payByBank },
  'bank, suspended': { 75: payByBank, 440: payByBank },
  'bank, after the end': { 100: payByBank },
  'points for a lower tier': { 200: (portal, { accountId }) => portal.givePoints(accountId, -300) },
  'points for no tier': { 360: (portal, { accountId }) => portal.givePoints(accountId, -700) },
  'cancelled and taken back': {
    100: (portal, company) => setRenewal(portal, company, false),
    300: (portal, company) => setRenewal(portal, company, true),
  },
  'cancelled on the day of the renewal': { renewal: (portal, company) => setRenewal(portal, company, false) },
  'lower tier chosen': {
    150: async (portal, { membershipId }) => {
      await portal.database.query("update public.memberships set next_tier_code = 'silver' where id = $1", [
        membershipId,
      ]);
    },
  },
};

/** Does what a company planned for the day it is. `done` remembers what was done. */
export async function actOnDay(portal: DaysPortal, company: JoinedCompany, done: Set<string>): Promise<void> {
  const planned = deeds[company.life];
  if (!planned) return;
  const { day, hour } = readLocalTime(new Date(portal.stripe.now() * 1000), company.zone);
  const age = countDays(company.joinedOn, day);
  for (const [on, act] of Object.entries(planned)) {
    const key = `${company.name} ${on}`;
    const from = on === 'renewal' ? countDays(company.joinedOn, findRenewal(company)) : Number(on);
    if (age < from || (age === from && hour < (on === 'renewal' ? 10 : 12)) || done.has(key)) continue;
    done.add(key);
    await act?.(portal, company);
  }
}

/** First day of the second term, as long as nobody joins on a leap day. */
function findRenewal({ joinedOn }: JoinedCompany): string {
  return `${Number(joinedOn.slice(0, 4)) + 1}${joinedOn.slice(4)}`;
}

async function payByBank(portal: DaysPortal, { accountId }: JoinedCompany): Promise<void> {
  await portal.payByBank(accountId);
}

async function setRenewal(portal: DaysPortal, { membershipId }: JoinedCompany, renews: boolean): Promise<void> {
  await portal.database.query('update public.memberships set renews = $2::text::boolean where id = $1', [
    membershipId,
    String(renews),
  ]);
}
