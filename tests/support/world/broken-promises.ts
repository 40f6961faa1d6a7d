import type postgres from 'postgres';

/** Each answers the accounts, products or serials with which a promise of the points is broken; all must answer nothing. */
const promises: Record<string, string> = {
  'the balance is the sum of the entries (R3)': `
    select coalesce(sums.account_id, kept.account_id)::text
    from (select account_id, sum(points) as points from public.point_entries group by account_id) sums
    full join public.point_balances kept using (account_id)
    where coalesce(sums.points, 0) is distinct from coalesce(kept.balance, 0)`,
  'each entry follows from the one before (R3)': `
    select id::text from (
      select id, balance_after, points, lag(balance_after, 1, 0) over (partition by account_id order by entry_number) as before
      from public.point_entries) chained
    where balance_after <> before + points`,
  'a complete product has one standing award of its model, any other has none (R2)': `
    select product.id::text from public.products product
    left join (
      select award.product_id, count(*) as standing, min(award.model_id::text) as model_id, min(award.account_id::text) as account_id
      from public.point_entries award
      where award.kind = 'award' and not exists (select from public.point_entries reversal where reversal.reverses_id = award.id)
      group by award.product_id) awards on awards.product_id = product.id
    where case when product.is_complete
      then awards.standing is distinct from 1 or awards.model_id <> product.model_id::text or awards.account_id <> product.account_id::text
      else coalesce(awards.standing, 0) <> 0 end`,
  'what an award gave, its reversal takes (R2)': `
    select reversal.id::text from public.point_entries reversal left join public.point_entries award on award.id = reversal.reverses_id
    where reversal.kind = 'reversal' and (award.kind is distinct from 'award' or award.points <> -reversal.points or award.account_id <> reversal.account_id)`,
  'a serial has one holder (R5)': `
    select model_id || ' ' || serial_normalized from public.products where claim = 'held' group by model_id, serial_normalized having count(*) > 1`,
  'a disputed serial is held by another company (R5)': `
    select waiting.id::text from public.products waiting
    where waiting.claim = 'disputed' and not exists (
      select from public.products holder where holder.model_id = waiting.model_id and holder.serial_normalized = waiting.serial_normalized
        and holder.claim = 'held' and holder.account_id <> waiting.account_id)`,
  'a company registers a serial once': `
    select account_id || ' ' || serial_normalized from public.products
    where removed_at is null and serial_normalized is not null group by account_id, model_id, serial_normalized having count(*) > 1`,
  'who ever had the points is invited, once, and nobody else (R4)': `
    select coalesce(reached.account_id, invitation.account_id)::text
    from (select distinct account_id from public.point_entries, public.programme_settings where points > 0 and balance_after >= invitation_points) reached
    full join public.invitations invitation using (account_id)
    where reached.account_id is null or invitation.account_id is null`,
  'each invitation is mailed once (R4)': `
    select invitation.account_id::text from public.invitations invitation
    left join private.mail_outbox mail on mail.account_id = invitation.account_id and mail.kind = 'invitation'
    group by invitation.account_id having count(mail.id) <> 1`,
  'an old account has moved as a whole or not at all (S3)': `
    select old.id::text from private.legacy_products product join private.legacy_accounts old on old.id = product.legacy_account_id
    where (old.migrated_to is null) <> (product.product_id is null)`,
};

/** True only when nobody writes: the one who waits for a serial takes it a moment after its holder gave it up. */
const inPeace = 'a disputed serial is held by another company (R5)';

/**
 * Looks at the whole database in one snapshot and says which promises are broken. In: whether everybody has finished writing.
 * @returns a line a broken promise, with up to three examples; nothing when all is well.
 */
export async function findBrokenPromises(sql: postgres.Sql, isPeaceful: boolean): Promise<string[]> {
  return (await sql.begin('isolation level repeatable read read only', async (transaction) => {
    const broken = await findDrift(transaction);
    for (const [promise, query] of Object.entries(promises)) {
      if (promise === inPeace && !isPeaceful) continue;
      const rows = await transaction.unsafe(query).values();
      if (rows.length > 0) broken.push(`${rows.length} × not kept: ${promise}: ${rows.slice(0, 3).flat().join(', ')}`);
    }
    return broken;
  })) as string[];
}

/** Looks whether everything the database said yes to is there, adjustments once each. */
export async function findLostRows(
  sql: postgres.Sql,
  promised: { products: string[]; sources: string[] },
): Promise<string[]> {
  const [found] = await sql`select
    (select count(*)::integer from public.products where id = any (${promised.products})) as products,
    (select count(*)::integer from public.point_entries where source = any (${promised.sources})) as sources`;
  const lost = [];
  if (found?.products !== promised.products.length)
    lost.push(`${promised.products.length - found?.products} products that were accepted are gone`);
  if (found?.sources !== promised.sources.length)
    lost.push(`${promised.sources.length - found?.sources} adjustments that were accepted are gone`);
  return lost;
}

/** What the support desk's own view reports, where the migrations have it. */
async function findDrift(transaction: postgres.TransactionSql): Promise<string[]> {
  const [view] = await transaction`select to_regclass('support.drift') as name`;
  if (!view?.name) return [];
  const rows = await transaction`select to_jsonb(drift)::text as line from support.drift limit 3`;
  return rows.map(({ line }) => `support.drift shows ${line}`);
}
