import { sql } from './stack.ts';

/** Puts an account with products into the old system, as the import from it would. */
export async function addLegacyAccount(account: {
  email: string;
  membershipNumber: string;
  products: { modelCode: string; serial: string | null; boughtOn?: string; country?: string; dealer?: string }[];
}): Promise<void> {
  const [row] = await sql<{ id: string }[]>`
    insert into private.legacy_accounts (email, membership_number, company_name, country)
    values (${account.email}, ${account.membershipNumber}, 'Kuvaamo', 'FI') returning id`;
  for (const product of account.products) {
    await sql`
      insert into private.legacy_products (legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
      select ${row?.id ?? null}, id, ${product.serial}, ${product.boughtOn ?? null}, ${product.country ?? null}, ${product.dealer ?? null}
      from public.product_models where code = ${product.modelCode}`;
  }
}
