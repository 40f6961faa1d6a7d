import type postgres from 'postgres';
import { asMember } from '../database/as-member.ts';
import type { Company } from '../world/world.ts';
import type { Details, Outcome } from './state.ts';

type Work = (transaction: postgres.TransactionSql) => Promise<Outcome>;

/** The real database, reached by the doors a member's browser and a hand in the dashboard have. */
export interface Portal {
  sql: postgres.Sql;
  companies: Company[];
}

/** Runs a request of one of the company's two people; a refusal is answered as its code. */
export function request(
  { sql, companies }: Portal,
  companyId: string,
  mayWrite: boolean,
  work: Work,
): Promise<Outcome> {
  const company = companies.find(({ id }) => id === companyId);
  if (!company) throw new Error(`No company ${companyId}.`);
  return settle(asMember(sql, mayWrite ? company.owner : company.viewer, work));
}

/** Runs statements as a staff member does in the dashboard: all rights, no claims. */
export function byHand({ sql }: Portal, work: Work): Promise<Outcome> {
  return settle(sql.begin(work) as Promise<Outcome>);
}

/** The columns a form writes. */
export function toColumns(details: Partial<Details> & { modelId?: string }): Record<string, string | null> {
  const names = {
    modelId: 'model_id',
    serial: 'serial_number',
    purchasedOn: 'purchased_on',
    country: 'purchase_country',
    dealer: 'dealer_name',
  };
  const pairs = Object.entries(names).map(([key, column]) => [column, details[key as keyof typeof names]] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string | null] => pair[1] !== undefined));
}

/** Our own refusals carry a word; those of Postgres are known by their number. */
async function settle(work: Promise<Outcome>): Promise<Outcome> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
    return error.code.startsWith('PT') ? error.message : error.code;
  }
}
