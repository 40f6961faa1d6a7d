import type postgres from 'postgres';
import type { Member } from '../database/as-member.ts';
import { type Company, createCompany, createModel, createOldAccount, type Model } from '../world/world.ts';
import { type Random, startRandom } from './random.ts';

/** What the clients of a chaos run share: few companies and few serials, so that they are in each other's way. */
export interface Town {
  companies: Company[];
  models: Model[];
  /** Products that were sent to the database, whether or not an answer came. */
  products: { id: string; company: Company }[];
  /** People with an account in the old system that may be moved, each once. */
  waitingToMigrate: { company: Company; member: Member }[];
  /** What the database said yes to, and must therefore still know after any crash. */
  promised: { products: Set<string>; sources: Set<string> };
}

const oldAccountsPerCompany = 8;
const oldProductsPerAccount = 5;

/** Opens the companies, with models and old accounts; some old products have a serial that others will register too. */
export async function foundTown(sql: postgres.Sql, seed: number, size: number): Promise<Town> {
  const random = startRandom(seed);
  const models = [
    await createModel(sql, { points: 100 }),
    await createModel(sql, { points: 400, pattern: '^\\d{2,8}$', stripsLeadingZeros: true }),
    await createModel(sql, { points: 60 }),
  ];
  const town: Town = {
    companies: [],
    models,
    products: [],
    waitingToMigrate: [],
    promised: { products: new Set(), sources: new Set() },
  };
  for (let count = 0; count < size; count += 1) {
    const company = await createCompany(sql);
    town.companies.push(company);
    for (let more = 0; more < oldAccountsPerCompany; more += 1) await addKeeper(sql, town, company, random);
  }
  await sql`insert into support.staff (email, name) values ('chaos@desk.example', 'Chaos Desk') on conflict do nothing`;
  return town;
}

/** A colleague who keeps products and whose own address the old system knows. */
async function addKeeper(sql: postgres.Sql, town: Town, company: Company, random: Random): Promise<void> {
  const member = { userId: random.uuid(), sessionId: random.uuid() };
  const address = `${member.userId}@world.example`;
  await sql`insert into auth.users (id, email, email_confirmed_at) values (${member.userId}, ${address}, now())`;
  await sql`insert into auth.sessions (id, user_id) values (${member.sessionId}, ${member.userId})`;
  await sql`insert into public.account_members (account_id, user_id, role) values (${company.id}, ${member.userId}, 'products')`;
  const products = Array.from({ length: oldProductsPerAccount }, () => ({
    id: random.uuid(),
    modelId: random.pick(town.models).id,
    serial: sharedSerial(random),
    purchasedOn: '2020-02-02',
    country: 'FI',
    dealer: 'Kuvakulma Helsinki',
  }));
  await createOldAccount(sql, { ...company, owner: member }, products);
  town.waitingToMigrate.push({ company, member });
}

/** One of few serials, which many companies want. */
export function sharedSerial(random: Random): string {
  return String(1000 + random.below(300));
}
