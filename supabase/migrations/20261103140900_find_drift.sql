-- Why: rules the database keeps should never be found broken. If one is, the desk hears it with what to do; every job and test may look.

create view support.drift with (security_invoker = on) as
with sums as (
  select account_id, sum(points) as total from public.point_entries group by account_id
), open_awards as (
  select award.product_id, count(*) as awards from public.point_entries award
  where award.kind = 'award' and not exists (select from public.point_entries reversal where reversal.reverses_id = award.id)
  group by award.product_id
), threshold as (
  select settings.invitation_points, make_interval(hours => desk.invoice_hours) as patience from public.programme_settings settings, support.settings desk
)
select 'balance_differs' as kind, coalesce(sums.account_id, points.account_id) as account_id, coalesce(sums.account_id, points.account_id)::text as subject,
       coalesce(sums.total, 0)::text as expected, coalesce(points.balance::text, 'no balance') as found,
       'Stop adjusting this company and call the developers: the ledger counts, and it is complete.' as what_to_do
from sums full join public.point_balances points on points.account_id = sums.account_id
where coalesce(sums.total, 0) <> coalesce(points.balance, 0)
union all
select 'invitation_missing', points.account_id, points.account_id::text, 'an invitation at ' || threshold.invitation_points, points.balance || ' points, not invited',
       'The threshold was lowered or a trigger was off: adjust by 1 point and back, and the invitation goes out.'
from public.point_balances points cross join threshold
where points.balance >= threshold.invitation_points and not exists (select from public.invitations invitation where invitation.account_id = points.account_id)
union all
select 'award_missing', product.account_id, product.id::text, 'one award', 'none', 'Save the product once more (update public.products set updated_at = now()): it earns its points then.'
from public.products product
where product.is_complete and not exists (select from open_awards where open_awards.product_id = product.id)
union all
select 'award_left', product.account_id, product.id::text, 'no award', open_awards.awards || ' open', 'Save the product once more: the award is taken back then.'
from open_awards join public.products product on product.id = open_awards.product_id where not product.is_complete
union all
select 'award_doubled', product.account_id, product.id::text, 'one award', open_awards.awards || ' open', 'Take the surplus back with support.adjust_points and call the developers.'
from open_awards join public.products product on product.id = open_awards.product_id where product.is_complete and open_awards.awards > 1
union all
select 'serial_without_holder', claimed.account_id, claimed.id::text, 'held by somebody', 'disputed, and nobody holds it',
       'The hourly sweep gives it to the oldest claim; if it stays, the job does not run.'
from public.products claimed
where claimed.claim = 'disputed' and claimed.removed_at is null and claimed.updated_at < now() - interval '3 hours' and not exists (
  select from public.products holder where holder.model_id = claimed.model_id and holder.serial_normalized = claimed.serial_normalized and holder.claim = 'held')
union all
select 'invoice_missing', membership.account_id, membership.id::text, 'an invoice', 'none', 'Look for it at Stripe; if it is there, its webhook did not come: send the event again there.'
from public.memberships membership cross join threshold
where membership.state <> 'ended' and membership.stripe_subscription_id is not null and membership.created_at < now() - threshold.patience
  and not exists (select from public.invoices invoice where invoice.membership_id = membership.id)
union all
select 'subscription_missing', membership.account_id, membership.id::text, 'a subscription at Stripe', 'none', 'The job finishes it by itself; if it stays, look at the log of jobs.'
from public.memberships membership cross join threshold
where membership.state <> 'ended' and membership.stripe_subscription_id is null and membership.created_at < now() - threshold.patience
union all
select 'owner_missing', account.id, account.id::text, 'an owner', 'none', 'Call the developers: nobody can act for this company.'
from public.accounts account
where not exists (select from public.account_members member where member.account_id = account.id and member.role = 'owner')
union all
select 'product_left_behind', old.migrated_to, moving.id::text, 'moved with its account', 'still in the old system',
       'The account was moved and this product was not: register it by hand with the member.'
from private.legacy_products moving join private.legacy_accounts old on old.id = moving.legacy_account_id
where old.migrated_to is not null and moving.product_id is null
union all
select 'closed_with_membership', account.id, membership.id::text, 'no membership in a closed account', membership.state::text, 'End the membership, or open the account again.'
from public.accounts account join public.memberships membership on membership.account_id = account.id and membership.state <> 'ended'
where account.closed_at is not null;
comment on view support.drift is 'What must never be: always empty. One row a finding, with what to do. Reads everything; takes seconds at a million products.';
comment on column support.drift.kind is 'Which rule is broken.';
comment on column support.drift.account_id is 'The company it concerns.';
comment on column support.drift.subject is 'Id of the company, product or membership.';
comment on column support.drift.expected is 'What should be there.';
comment on column support.drift.found is 'What is there.';
comment on column support.drift.what_to_do is 'What to do about it.';
