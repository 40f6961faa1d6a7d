import type { Database } from '../postgres/connect.ts';
import { Problem } from '../problem.ts';
import type { DemoLegacyAccount, DemoProduct } from './account.ts';

/** Registers the products of a company, the first one longest ago, unless it has some; triggers book the points. */
export async function addProducts(sql: Database, accountId: string, products: DemoProduct[]): Promise<void> {
  await sql.begin(async (transaction) => {
    const [present] = await transaction`select from public.products where account_id = ${accountId} limit 1`;
    if (present) return;
    for (const [index, product] of products.entries()) {
      const { count } = await transaction`
        insert into public.products (account_id, model_id, serial_number, purchased_on, purchased_on_is_estimate,
          purchase_country, dealer_name, dealer_is_estimate, created_at)
        select ${accountId}, id, ${product.serial ?? null}, ${product.boughtOn ?? null}, ${product.isEstimate ?? false},
          ${product.country ?? 'FI'}, ${product.dealer ?? null}, ${product.isEstimate ?? false},
          now() - make_interval(mins => ${products.length - index})
        from public.product_models where code = ${product.model}`;
      requireModel(count, product);
    }
  });
}

/** Puts an account with its products into the old system, as the import from it would, unless it is there. */
export async function addLegacyAccount(
  sql: Database,
  legacy: DemoLegacyAccount,
  companyName: string,
  country: string,
): Promise<void> {
  await sql.begin(async (transaction) => {
    const [old] = await transaction<{ id: string }[]>`
      insert into private.legacy_accounts (email, membership_number, company_name, country)
      values (${legacy.email}, ${legacy.membershipNumber}, ${companyName}, ${country})
      on conflict do nothing returning id`;
    if (!old) return;
    for (const product of legacy.products) {
      const { count } = await transaction`
        insert into private.legacy_products (legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
        select ${old.id}, id, ${product.serial ?? null}, ${product.boughtOn ?? null}, ${product.country ?? 'FI'}, ${product.dealer ?? null}
        from public.product_models where code = ${product.model}`;
      requireModel(count, product);
    }
  });
}

function requireModel(count: number, product: DemoProduct): void {
  if (count === 0) throw new Problem(`the catalogue has no model ${product.model}`);
}
