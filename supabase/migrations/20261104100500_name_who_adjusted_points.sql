-- Why: an adjustment two people agreed on, and a merge, were shown as made by the portal.

create or replace view support.ledger with (security_invoker = on) as
select entry.entry_number, entry.created_at, entry.account_id, account.company_name, entry.kind, entry.points, entry.balance_after,
       model.code as model_code, product.serial_number, entry.product_id, entry.reason,
       coalesce(act.staff, asked.asked_by, (select person.email::text from auth.users person where person.id = entry.created_by), 'portal') as made_by,
       entry.source, entry.id as entry_id, entry.reverses_id,
       (select reversal.id from public.point_entries reversal where reversal.reverses_id = entry.id) as reversed_by
from public.point_entries entry
join public.accounts account on account.id = entry.account_id
left join public.product_models model on model.id = entry.model_id
left join public.products product on product.id = entry.product_id
left join private.staff_actions act on act.id = case when entry.source ~ '^support:\d+$' then split_part(entry.source, ':', 2)::bigint end
left join support.approvals asked on asked.request = case
  when entry.source ~ '^support:(request:\d+$|merge:\d+:)' then split_part(entry.source, ':', 3)::bigint
  when entry.source ~ '^support:merge:' then (select moved.request from private.moved_products moved where moved.from_product::text = split_part(entry.source, ':', 3)) end;
