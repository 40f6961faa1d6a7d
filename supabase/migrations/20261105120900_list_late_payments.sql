-- Why: an ended membership stays ended when its money comes late; people decide with the company. And what in the life of a membership should never be found is
-- looked for, like every other rule.

create view support.late_payments with (security_invoker = on) as
select late.invoice_id, late.account_id, account.company_name, account.email, invoice.number, invoice.total_minor, invoice.currency, invoice.paid_at,
       membership.number as membership_number, membership.ended_on, membership.end_reason, late.noted_at,
       exists (select from public.memberships later where later.account_id = late.account_id and later.state <> 'ended') as is_member_again
from private.late_payments late
join public.invoices invoice on invoice.id = late.invoice_id
join public.accounts account on account.id = late.account_id
join public.memberships membership on membership.id = invoice.membership_id
where late.settled_at is null;
comment on view support.late_payments is 'Invoices paid after their membership had ended. Agree with the company: pay back at Stripe, or let it join again; then note it with settle_late_payment.';
comment on column support.late_payments.invoice_id is 'What settle_late_payment asks for.';
comment on column support.late_payments.account_id is 'Id of the company.';
comment on column support.late_payments.company_name is 'The company.';
comment on column support.late_payments.email is 'Where to write; it was told that somebody will.';
comment on column support.late_payments.number is 'Number of the invoice.';
comment on column support.late_payments.total_minor is 'Its amount with tax, in cents.';
comment on column support.late_payments.currency is 'Currency of the amount.';
comment on column support.late_payments.paid_at is 'When it was paid.';
comment on column support.late_payments.membership_number is 'Number of the membership it was for.';
comment on column support.late_payments.ended_on is 'The day that membership ended.';
comment on column support.late_payments.end_reason is 'Why it ended.';
comment on column support.late_payments.noted_at is 'Since when it is on this list.';
comment on column support.late_payments.is_member_again is 'True when the company has joined again meanwhile: then it has paid twice.';

create function support.settle_late_payment(invoice uuid, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  late private.late_payments;
begin
  select * into late from private.late_payments listed where listed.invoice_id = settle_late_payment.invoice for update;
  if not found then
    raise sqlstate 'PT404' using message = 'late_payment_not_found', hint = 'Take invoice_id from support.late_payments.';
  elsif late.settled_at is not null then
    return format('It was settled before, by %s: %s', late.settled_by, late.settled_how);
  end if;
  perform private.note_staff_action('settle_late_payment', late.account_id, late.invoice_id::text, reason, staff);
  update private.late_payments set settled_at = now(), settled_by = lower(btrim(staff)), settled_how = btrim(reason) where invoice_id = late.invoice_id;
  return 'It is off the list.';
end
$$;
comment on function support.settle_late_payment(uuid, text, text) is
  'Takes a late payment off support.late_payments once you have agreed with the company and paid back at Stripe, or it has joined again; the reason says which. Asking again answers what was done. Refusals: late_payment_not_found, reason_missing, staff_unknown.';

-- What the desk does about a draft that was not issued. The new invoice of a correction is never finalized by hand while the old one stands: both would be
-- owed.
create function private.advise_on_draft(invoice uuid) returns text language plpgsql stable set search_path = '' as $$
declare
  draft record;
  latest record;
begin
  select known.stripe_invoice_id, known.corrects, replaced.credited_minor as credited into draft
  from public.invoices known left join public.invoices replaced on replaced.id = known.corrects where known.id = advise_on_draft.invoice;
  select made.state, made.stripe_invoice_id into latest
  from public.invoice_corrections made where made.old_invoice_id = draft.corrects order by made.requested_at desc limit 1;
  return case
    when latest.state = 'running' then
      'It is to replace another invoice, and that is not through. Do not finalize it: look into support.calls_to_stripe.'
    when latest.state = 'failed' and latest.stripe_invoice_id = draft.stripe_invoice_id and draft.credited > 0 then
      'The invoice it replaces is credited already. Find finalize_correction in support.calls_to_stripe, correct what it says and try it again: support.retry_stripe_call.'
    when draft.corrects is not null then
      'Delete draft ' || draft.stripe_invoice_id || ' at Stripe: its correction failed, and it is not to be owed on top of another invoice.'
    else 'Stripe could not issue it, so nobody owes it. Open invoice ' || draft.stripe_invoice_id || ' at Stripe: it says what is missing (most often the address). Correct that and finalize it there; if nobody is to pay it, void it then.'
  end;
end
$$;

-- What the life of memberships should never leave behind; support.drift takes it in.
create view private.life_drift with (security_invoker = on) as
select 'payment_after_end' as kind, late.account_id, late.invoice_id::text as subject, 'agreed with the company within three days'::text as expected,
       'waiting since ' || late.noted_at::date as found, 'Settle it: support.late_payments, then support.settle_late_payment.' as what_to_do
from private.late_payments late where late.settled_at is null and late.noted_at < now() - interval '3 days'
union all
select 'term_is_over', membership.account_id, membership.id::text, 'renewed or ended on ' || membership.ends_on, membership.state::text, 'The job does not run: look at the log of jobs.'
from public.memberships membership where membership.state <> 'ended' and membership.ends_on < now()::date - 1
union all
select 'term_differs', membership.account_id, membership.id::text, term.tier_code || ' until ' || term.ends_on, membership.tier_code || ' until ' || membership.ends_on,
       'Call the developers: the membership and its last term should show the same.'
from public.memberships membership
left join lateral (select tier_code, ends_on, amount_minor from public.membership_terms last where last.membership_id = membership.id order by term_number desc limit 1) as term on true
where (term.tier_code, term.ends_on, term.amount_minor) is distinct from (membership.tier_code, membership.ends_on, membership.amount_minor)
union all
select 'renewal_differs', membership.account_id, membership.id::text, case when told.cancels then 'ends with its term' else 'renews' end,
       case when known.cancels_at_period_end then 'ends with its term' else 'renews' end,
       'Somebody changed it at Stripe. What was decided here counts: set it at Stripe to the same.'
from public.memberships membership
join private.stripe_subscriptions known on known.stripe_subscription_id = membership.stripe_subscription_id and known.status not in ('canceled', 'incomplete_expired')
left join private.told_renewals chosen on chosen.membership_id = membership.id
cross join lateral (select coalesce(chosen.cancels, not membership.renews) as cancels) as told
where membership.state <> 'ended' and told.cancels <> known.cancels_at_period_end
  and not exists (select from private.stripe_calls making where making.membership_id = membership.id and making.done_at is null and making.gave_up_at is null)
  and known.read_at >= coalesce((select max(made.done_at) from private.stripe_calls made where made.membership_id = membership.id and made.kind <> 'pay_invoice'), '-infinity')
union all
select 'billed_after_end', invoice.account_id, invoice.id::text, 'no invoice after ' || membership.ended_on, coalesce(invoice.number, 'a draft'),
       'Void it at Stripe: its membership had ended before.'
from public.invoices invoice join public.memberships membership on membership.id = invoice.membership_id
where membership.state = 'ended' and invoice.status in ('draft', 'open') and coalesce(invoice.issued_at, invoice.created_at)::date > membership.ended_on
union all
select 'draft_not_issued', invoice.account_id, invoice.id::text, 'an issued invoice within a day', 'a draft since ' || invoice.created_at::date,
       private.advise_on_draft(invoice.id)
from public.invoices invoice where invoice.status = 'draft' and invoice.created_at < now() - interval '1 day'
union all
select 'card_without_charge', invoice.account_id, invoice.id::text, 'a charge on ' || invoice.due_on, 'none planned', 'Call the developers: this invoice would never be charged.'
from public.invoices invoice join public.memberships membership on membership.id = invoice.membership_id
where invoice.status = 'open' and invoice.total_minor > 0 and invoice.due_on is not null and membership.payment_method = 'card' and membership.state <> 'ended'
  and not exists (select from private.invoice_charges charge where charge.invoice_id = invoice.id);
comment on view private.life_drift is 'What the life of memberships should never leave behind, with the columns of support.drift; always empty but for money that came late.';
