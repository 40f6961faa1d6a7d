import { randomUUID } from 'node:crypto';
import { sql } from '../../support/stack.ts';
import { type Company, createCompany } from './companies.ts';

/** Two companies that claim the same serial: `one` has it, `two` claimed it second. */
export async function createDispute() {
  const [holder, claimant] = await Promise.all([createCompany(), createCompany()]);
  const model = await createTestModel();
  const one = await registerProduct(holder, model, '1234567');
  const two = await registerProduct(claimant, model, '1234567');
  return { holder, claimant, one, two };
}

/** A model of 100 points with serials of seven digits; answers its id. */
export async function createTestModel(): Promise<string> {
  const code = `T-${randomUUID().slice(0, 8).toUpperCase()}`;
  const [model] = await sql<{ id: string }[]>`
    insert into public.product_models (code, name, category, points, serial_pattern, serial_example)
    values (${code}, 'Test camera', 'body', 100, ${'^\\d{7}$'}, '1234567') returning id`;
  if (!model) throw new Error('The model was not made.');
  return model.id;
}

/** Registers a complete product; answers its id. */
export async function registerProduct(company: Company, modelId: string, serial: string): Promise<string> {
  const [product] = await sql<{ id: string }[]>`
    insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
    values (${company.accountId}, ${modelId}, ${serial}, '2024-05-02', 'FI', 'Kuvakulma Helsinki') returning id`;
  if (!product) throw new Error('The product was not registered.');
  return product.id;
}
