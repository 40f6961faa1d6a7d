import type postgres from 'postgres';

/** Companies that are measured, and how many products each has: the same number whatever the size of the database. */
export const measured = { companies: 100, products: 500 };

/** Companies in all; those beyond the measured ones have about nine products each. */
export const companies = 100_000;

/**
 * Makes companies with a person, a session and a balance row each. Set-based and with triggers off: what members could not have
 * entered in an evening is there within seconds, and the bench checks afterwards that balances and entries agree.
 */
export async function fillCompanies(sql: postgres.Sql): Promise<void> {
  await fill(sql, [
    `insert into auth.users (id, email, email_confirmed_at)
     select md5('person ' || n)::uuid, 'person' || n || '@company.example', now() from generate_series(1, ${companies}) n`,
    `insert into auth.sessions (id, user_id) select md5('session ' || n)::uuid, md5('person ' || n)::uuid from generate_series(1, ${companies}) n`,
    `insert into public.accounts (id, company_name, business_id, country, contact_name, email, locale, terms_accepted_at)
     select md5('company ' || n)::uuid, 'Company ' || n, 'SE' || 1000000 + n, 'SE', 'Aino Virta', 'person' || n || '@company.example', 'sv', now()
     from generate_series(1, ${companies}) n`,
    `insert into public.account_members (account_id, user_id, role)
     select md5('company ' || n)::uuid, md5('person ' || n)::uuid, 'owner' from generate_series(1, ${companies}) n`,
  ]);
}

/** Adds the products `from` to `to` (counted from 1) with the entries they earned; nine of ten are complete. */
export async function fillProducts(sql: postgres.Sql, from: number, to: number): Promise<void> {
  const inMeasured = measured.companies * measured.products;
  // The rest fills one company after the other, so that no company gets products of two calls.
  const company = `case when n <= ${inMeasured} then n % ${measured.companies} + 1
    else ${measured.companies} + 1 + ((n - ${inMeasured}) * ${companies - measured.companies - 1}::bigint / ${1_000_000 - inMeasured}) end`;
  await fill(sql, [
    `insert into public.products (id, account_id, model_id, serial_number, serial_normalized, purchased_on, purchase_country, dealer_name, claim, created_at)
     select md5('product ' || n)::uuid, md5('company ' || ${company})::uuid, models.ids[n % cardinality(models.ids) + 1], (10000000 + n)::text,
       (10000000 + n)::text, date '2020-01-01' + n % 1500, 'SE', case when n % 10 > 0 then 'Kuvakulma Helsinki' end, 'held',
       now() - make_interval(mins => (n::bigint * 7919 % 1000000)::integer)
     from generate_series(${from}, ${to}) n,
       (select array_agg(id order by code) as ids from public.product_models where '10000001' ~ serial_pattern) as models`,
    `insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source, created_at)
     select product.account_id, product.id, product.model_id, 'award', model.points,
       sum(model.points) over (partition by product.account_id order by product.created_at, product.id), 'award:' || product.id || ':1', product.created_at
     from public.products product join public.product_models model on model.id = product.model_id
     where product.is_complete and product.serial_normalized::bigint between ${10_000_000 + from} and ${10_000_000 + to}
     order by product.account_id, product.created_at, product.id`,
    `insert into public.point_balances (account_id, balance)
     select account_id, sum(points) from public.point_entries group by account_id
     on conflict (account_id) do update set balance = excluded.balance`,
    `insert into public.invitations (account_id, balance, threshold)
     select account_id, balance, 500 from public.point_balances where balance >= 500 on conflict do nothing`,
  ]);
  await sql`vacuum analyze`;
}

async function fill(sql: postgres.Sql, statements: string[]): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`;
    await transaction`set local synchronous_commit = off`;
    for (const statement of statements) await transaction.unsafe(statement);
  });
}
