-- Why: money that was marked as paid and came by another way as well belongs to somebody; and what the desk told Stripe must have become true. Both are
-- seen by nobody unless they are looked for.

-- The member had paid when Stripe heard of the money on our own account: a case for finance, once. Definer: runs in the transaction that finishes the call.
create function private.after_mark_paid(call private.stripe_calls, result jsonb) returns void language sql security definer set search_path = '' as $$
  insert into public.support_cases (id, account_id, topic, name, email, message, locale)
  select md5('paid twice ' || call.id)::uuid, account.id, 'payment', account.contact_name, account.email,
    format('Invoice %s was paid twice: %s came to our own account, and the company had paid it already. Pay the second one back, or ask what it was meant for.',
      invoice.number, private.write_amount((call.parameters ->> 'remaining_minor')::bigint, invoice.currency)), account.locale
  from public.accounts account join public.invoices invoice on invoice.id = call.invoice_id
  where account.id = call.account_id and (result ->> 'was_paid_already')::boolean
  on conflict (id) do nothing
$$;

create view private.desk_drift with (security_invoker = on) as
select 'marked_paid_and_open' as kind, call.account_id, call.invoice_id::text as subject, 'a paid invoice' as expected, invoice.status as found,
       'Stripe was told that it is paid. Look at the invoice there; if it is paid, its webhook did not come: send the event again there.' as what_to_do
from private.stripe_calls call join public.invoices invoice on invoice.id = call.invoice_id
where call.kind = 'mark_paid' and call.done_at < now() - interval '1 day' and invoice.status in ('open', 'uncollectible')
union all
select 'voided_and_open', call.account_id, call.invoice_id::text, 'a void invoice', invoice.status,
       'Stripe was told to void it. Look at the invoice there; if it is void, its webhook did not come: send the event again there.'
from private.stripe_calls call join public.invoices invoice on invoice.id = call.invoice_id
where call.kind = 'void_invoice' and call.done_at < now() - interval '1 day' and invoice.status in ('open', 'uncollectible')
union all
select 'dispute_unanswered', dispute.account_id, dispute.stripe_dispute_id, 'an answer by ' || dispute.answer_by, dispute.status,
       'The bank''s time is over. Look at the dispute at Stripe; if it is decided there, its webhook did not come: send the event again there.'
from private.payment_disputes dispute
where dispute.closed_at is null and dispute.status like '%needs_response' and dispute.answer_by < now() - interval '1 day'
union all
select 'card_key_missing', null, 'card_keys', 'a key that signs membership cards', 'none', 'Make one: support.rotate_card_key. Until then no member sees a card.'
where not exists (select from private.card_keys where retired_at is null);
comment on view private.desk_drift is 'Acts of the desk that did not become true, and disputes nobody answered: always empty. Same columns as support.drift.';
comment on column private.desk_drift.kind is 'What is wrong.';
comment on column private.desk_drift.account_id is 'The company it concerns.';
comment on column private.desk_drift.subject is 'Id of the invoice or dispute.';
comment on column private.desk_drift.expected is 'What should be there.';
comment on column private.desk_drift.found is 'What is there.';
comment on column private.desk_drift.what_to_do is 'What to do about it.';
