import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { createCompany, createModel, createOldAccount } from '../world/world.ts';
import type { Portal } from './portal.ts';
import { type Details, type Programme, toId } from './state.ts';

/** A product of the old system as it is generated: its model by number. */
export type GeneratedOldProduct = Details & { id: string; model: number };

const catalogue = [
  { points: 100 },
  { points: 400, pattern: '^\\d{2,8}$', stripsLeadingZeros: true },
  { points: 450, isRegistrable: false },
];

/**
 * Begins a history, in the model and in the database alike: three companies, three models (the last no longer registrable), and what the
 * old system has for each company.
 */
export async function beginHistory(
  sql: postgres.Sql,
  arrivals: GeneratedOldProduct[][],
): Promise<{ model: Programme; real: Portal }> {
  const idPrefix = randomBytes(4).toString('hex');
  const programme: Programme = { companies: [], models: [], products: [], sources: new Set(), commands: 0, idPrefix };
  for (const [place, values] of catalogue.entries()) {
    const id = toId({ idPrefix }, `00000000-0000-4000-8000-00000000000${place}`);
    const { pattern, ...model } = await createModel(sql, { id, ...values });
    programme.models.push({ ...model, pattern: new RegExp(pattern) });
  }
  const companies = [];
  for (const products of arrivals) {
    const company = await createCompany(sql);
    const oldProducts = products.map(({ model, ...product }) => ({
      ...product,
      id: toId(programme, product.id),
      modelId: programme.models[model]?.id ?? '',
      productId: null,
    }));
    if (oldProducts.length > 0) await createOldAccount(sql, company, oldProducts);
    programme.companies.push({ id: company.id, ledger: [], invitedAt: null, oldProducts, hasMigrated: false });
    companies.push(company);
  }
  return { model: programme, real: { sql, companies } };
}
