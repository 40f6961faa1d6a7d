import { expect } from 'vitest';
import type { Portal } from './portal.ts';
import { isComplete, listMissing, type Programme, sumEntries } from './state.ts';

/** Reads everything the model has an opinion on and compares: products, ledger, balances, invitations, what has migrated. */
export async function compareWithDatabase(programme: Programme, { sql, companies }: Portal): Promise<void> {
  const ids = companies.map(({ id }) => id);
  const [state] = await sql`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'company', account_id, 'model', model_id, 'serial', serial_number, 'compared',
          serial_normalized, 'purchasedOn', purchased_on, 'country', purchase_country, 'dealer', dealer_name, 'claim', claim,
          'isRemoved', removed_at is not null, 'isComplete', is_complete, 'missing', missing) order by id), '[]')
       from public.products where account_id = any (${ids})) as products,
      (select coalesce(jsonb_agg(jsonb_build_object('company', account_id, 'kind', kind, 'points', points, 'product', product_id,
          'balanceAfter', balance_after) order by account_id, entry_number), '[]')
       from public.point_entries where account_id = any (${ids})) as entries,
      (select jsonb_object_agg(account.id, coalesce(balance, 0)) from public.accounts account
       left join public.point_balances on account_id = account.id where account.id = any (${ids})) as balances,
      (select coalesce(jsonb_object_agg(account_id, balance), '{}') from public.invitations where account_id = any (${ids})) as invitations,
      (select coalesce(jsonb_agg(account_id order by account_id), '[]') from private.mail_outbox where kind = 'invitation' and account_id = any (${ids})) as mails,
      (select coalesce(jsonb_object_agg(product.id, product.product_id), '{}') from private.legacy_products product
       join private.legacy_accounts old on old.id = product.legacy_account_id
       where old.email = any (${companies.map(({ owner }) => `${owner.userId}@world.example`)})) as migrated`;
  expect(state).toEqual(describe(programme));
}

function describe({ companies, products }: Programme): Record<string, unknown> {
  const sorted = companies.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const invited = sorted.filter(({ invitedAt }) => invitedAt !== null);
  return {
    products: products
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .map((product) => ({
        id: product.id,
        company: product.companyId,
        model: product.modelId,
        serial: product.serial,
        compared: product.comparedSerial,
        purchasedOn: product.purchasedOn,
        country: product.country,
        dealer: product.dealer,
        claim: product.claim,
        isRemoved: product.isRemoved,
        isComplete: isComplete(product),
        missing: listMissing(product),
      })),
    entries: sorted.flatMap(({ id, ledger }) =>
      ledger.map(({ productId, ...entry }) => ({ company: id, ...entry, product: productId })),
    ),
    balances: Object.fromEntries(sorted.map((company) => [company.id, sumEntries(company)])),
    invitations: Object.fromEntries(invited.map(({ id, invitedAt }) => [id, invitedAt])),
    mails: invited.map(({ id }) => id),
    migrated: Object.fromEntries(
      companies.flatMap(({ oldProducts }) => oldProducts.map(({ id, productId }) => [id, productId])),
    ),
  };
}
