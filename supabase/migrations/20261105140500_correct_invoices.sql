-- Why: a wrong reference, address or VAT number on an invoice is mended by the member alone: a credit note for the whole old invoice and a new one, made once,
-- however often it is interrupted. Where nothing was paid on the old one, the new one is issued first, so that the company always owes exactly one of them to
-- see; where it is paid, or credit of the company was used on it, that credit is there before the new one is issued and pays it.

alter table public.programme_settings add column correction_days integer not null default 30;
alter table public.programme_settings add constraint programme_settings_correction_days_sane check (correction_days between 0 and 365);
comment on column public.programme_settings.correction_days is 'Days after the issue of an invoice in which members can have it corrected.';

select private.allow_kinds('private.stripe_calls', 'stripe_calls_kind_is_known', array['create_correction', 'finalize_correction', 'credit_invoice', 'settle_correction']);
select private.allow_kinds('private.mail_outbox', 'mail_outbox_kind_is_known', array['invoice_corrected']);

-- What an invoice says of its customer, in the words of the form; null: nothing is known.
create function private.printed_details(invoice public.invoices) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('legal_name', invoice.customer_name, 'address_line1', invoice.customer_address ->> 'line1',
    'address_line2', invoice.customer_address ->> 'line2', 'postal_code', invoice.customer_address ->> 'postal_code', 'city', invoice.customer_address ->> 'city',
    'country', invoice.customer_address ->> 'country', 'vat_id', private.plain_vat_id(invoice.customer_tax_ids -> 0 ->> 'value'), 'reference', invoice.reference,
    'e_invoice_address', invoice.e_invoice_address)
$$;

-- Begins the correction of an invoice and stores the billing details. In: person, company, invoice, billing details (columns of billing_profiles).
-- Out: id of the correction. Errors: not_allowed, invoice_not_found, invoice_not_correctable (no issued, whole invoice, or one that was credited or
-- replaced), correction_too_late, correction_running, correction_unneeded (nothing that is printed differs).
create function service.request_correction(person uuid, for_account uuid, invoice uuid, billing jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  old public.invoices;
  running public.invoice_corrections;
  wanted public.billing_profiles := jsonb_populate_record(null::public.billing_profiles, billing);
  first_issued date;
  today date;
  days integer := (select correction_days from public.programme_settings);
  wanted_print jsonb;
  names_vat_id boolean;
  correction uuid;
begin
  -- Locks the company, so that two clicks are one after the other.
  perform from public.accounts account join public.account_members member on member.account_id = account.id
    and member.user_id = person and member.role in ('owner', 'billing') where account.id = for_account for no key update of account;
  if not found then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select * into old from public.invoices where id = invoice and account_id = for_account;
  if not found then
    raise sqlstate 'PT404' using message = 'invoice_not_found';
  end if;
  select * into running from public.invoice_corrections where old_invoice_id = old.id and state <> 'failed';
  if running.state = 'running' then
    raise sqlstate 'PT409' using message = 'correction_running';
  elsif running.state = 'done' or old.status not in ('open', 'paid') or old.frozen_at is null or old.total_minor <= 0 or old.credited_minor > 0
        or (old.status = 'open' and old.amount_paid_minor > 0) then
    raise sqlstate 'PT409' using message = 'invoice_not_correctable';
  end if;
  -- Whole days of the company's calendar, as its page counts them.
  first_issued := coalesce((select first_issued_on from public.invoice_corrections where new_invoice_id = old.id and state = 'done'), old.issued_on, old.created_at::date);
  select (now() at time zone country.time_zone)::date into today
  from public.accounts account join public.countries country on country.code = account.country where account.id = for_account;
  if first_issued + days < today then
    raise sqlstate 'PT409' using message = 'correction_too_late', hint = days::text;
  end if;
  wanted_print := jsonb_build_object('legal_name', wanted.legal_name, 'address_line1', wanted.address_line1, 'address_line2', wanted.address_line2,
    'postal_code', wanted.postal_code, 'city', wanted.city, 'country', wanted.country, 'vat_id', private.plain_vat_id(wanted.vat_id),
    'reference', wanted.reference, 'e_invoice_address', wanted.e_invoice_address);
  if private.printed_details(old) = wanted_print then
    raise sqlstate 'PT409' using message = 'correction_unneeded';
  end if;
  -- A number Stripe refused earlier stays in the details. It hinders the correction only where it is what the correction is about: it was changed just now, or
  -- nothing else differs.
  names_vat_id := private.printed_details(old) - 'vat_id' = wanted_print - 'vat_id' or private.plain_vat_id(wanted.vat_id) is distinct from
    (select private.plain_vat_id(known.vat_id) from public.billing_profiles known where known.account_id = for_account);

  perform private.save_billing(for_account, billing);
  -- Changed details are queued by their trigger; those that were changed before are told once more, so that the new invoice has them.
  if not exists (select from private.stripe_calls where account_id = for_account and kind = 'update_customer' and done_at is null and gave_up_at is null) then
    perform private.queue_customer_details(for_account);
  end if;
  insert into public.invoice_corrections (account_id, old_invoice_id, credit_first, due_on, first_issued_on, requested_by)
  values (for_account, old.id, old.status = 'paid' or old.balance_used_minor > 0, case when old.status = 'open' then old.due_on end, first_issued, person)
  returning id into correction;
  perform private.queue_stripe_call('create_correction', for_account, jsonb_build_object('correction_id', correction,
      'old_invoice', old.stripe_invoice_id, 'membership_id', old.membership_id, 'due_at', case when old.status = 'open' then old.due_at end,
      'days_until_due', (select days_until_due from public.programme_settings), 'reference', wanted.reference,
      'customer', jsonb_build_object('name', wanted.legal_name, 'line1', wanted.address_line1, 'postal_code', wanted.postal_code, 'city', wanted.city, 'country', wanted.country)
        || case when names_vat_id then jsonb_build_object('vat_id', wanted.vat_id) else '{}' end,
      'locale', (select locale from public.accounts where id = for_account)),
    'create_correction:' || correction, old.membership_id, old.id);
  return correction;
end
$$;

-- The next step of a correction; each step's name with the correction happens once.
create function private.queue_correction_step(step text, correction public.invoice_corrections) returns void language sql set search_path = '' as $$
  select private.queue_stripe_call(step, correction.account_id, jsonb_build_object('correction_id', correction.id, 'old_invoice', old.stripe_invoice_id,
      'new_invoice', correction.stripe_invoice_id), step || ':' || correction.id, old.membership_id, old.id)
  from public.invoices old where old.id = correction.old_invoice_id
$$;

-- Result: stripe_invoice_id of the new draft; was_paid: whether the old one was paid by then; has_credit: whether credit of the company was used on it.
create function private.after_create_correction(call private.stripe_calls, result jsonb) returns void language plpgsql set search_path = '' as $$
declare
  correction public.invoice_corrections;
begin
  update public.invoice_corrections made set stripe_invoice_id = result ->> 'stripe_invoice_id',
    credit_first = (result ->> 'was_paid')::boolean or coalesce((result ->> 'has_credit')::boolean, false),
    due_on = case when not (result ->> 'was_paid')::boolean then made.due_on end
  where made.id = (call.parameters ->> 'correction_id')::uuid returning * into correction;
  perform private.queue_correction_step(case when correction.credit_first then 'credit_invoice' else 'finalize_correction' end, correction);
end
$$;

-- Ends a correction and tells the company.
create function private.finish_correction(correction uuid) returns void language plpgsql set search_path = '' as $$
declare
  done public.invoice_corrections;
begin
  update public.invoice_corrections made set state = 'done', finished_at = now(),
    new_invoice_id = (select id from public.invoices where stripe_invoice_id = made.stripe_invoice_id)
  where made.id = correction and made.state = 'running' returning * into done;
  if not found then
    return;
  end if;
  perform private.enqueue_mail('invoice_corrected', coalesce(billing.invoice_email, company.email), company.locale, jsonb_build_object(
      'company_name', company.company_name, 'old_number', old.number, 'credit_note_number',
      (select note.number from public.credit_notes note where note.invoice_id = old.id and note.status = 'issued' order by note.issued_at desc limit 1),
      'number', fresh.number, 'total_minor', fresh.total_minor, 'currency', fresh.currency, 'due_on', case when fresh.status = 'open' then fresh.due_on end,
      'invoice_id', fresh.id), 'invoice_corrected:' || done.id, company.id)
  from public.invoices old, public.invoices fresh, public.accounts company
  left join public.billing_profiles billing on billing.account_id = company.id
  where old.id = done.old_invoice_id and fresh.id = done.new_invoice_id and company.id = done.account_id;
end
$$;

create function private.after_finalize_correction(call private.stripe_calls, result jsonb) returns void language plpgsql set search_path = '' as $$
declare
  correction public.invoice_corrections := (select made from public.invoice_corrections made where made.id = (call.parameters ->> 'correction_id')::uuid);
begin
  if correction.credit_first then
    perform private.finish_correction(correction.id);
  else
    perform private.queue_correction_step('credit_invoice', correction);
  end if;
end
$$;

-- Result: settles, when the old invoice was paid after the new one was issued: its payment stands for the new one.
create function private.after_credit_invoice(call private.stripe_calls, result jsonb) returns void language plpgsql set search_path = '' as $$
declare
  correction public.invoice_corrections := (select made from public.invoice_corrections made where made.id = (call.parameters ->> 'correction_id')::uuid);
begin
  if correction.credit_first then
    perform private.queue_correction_step('finalize_correction', correction);
  elsif (result ->> 'settles')::boolean then
    perform private.queue_correction_step('settle_correction', correction);
  else
    perform private.finish_correction(correction.id);
  end if;
end
$$;

create function private.after_settle_correction(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  select private.finish_correction((call.parameters ->> 'correction_id')::uuid)
$$;

-- Whether an invoice is the new one of a correction that failed: it is never charged by itself, because the old one may still be owed.
create function private.is_of_failed_correction(invoice uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.invoice_corrections made join public.invoices fresh on fresh.stripe_invoice_id = made.stripe_invoice_id
                 where fresh.id = is_of_failed_correction.invoice and made.state = 'failed')
$$;

-- A step Stripe refuses for good. Until the credit note is there the old invoice stands: a new one that was issued already is taken back, so that the company
-- owes one and not two. In any case the new one is not charged, and a person looks.
create function private.fail_correction(call private.stripe_calls) returns void language plpgsql set search_path = '' as $$
declare
  failed public.invoice_corrections;
  old public.invoices := (select invoice from public.invoices invoice where invoice.id = call.invoice_id);
  fresh public.invoices;
begin
  update public.invoice_corrections set state = 'failed', finished_at = now(), error = call.last_error
  where id = (call.parameters ->> 'correction_id')::uuid and state = 'running' returning * into failed;
  select * into fresh from public.invoices where stripe_invoice_id = failed.stripe_invoice_id and status = 'open';
  if fresh.id is not null then
    -- The trigger of the charges keeps it stopped, whatever would start it again.
    update private.invoice_charges set stopped_at = now(), last_error = 'correction failed' where invoice_id = fresh.id and stopped_at is null;
    -- Where the old one was taken back meanwhile, the new one is all that is owed.
    if call.kind = 'credit_invoice' and old.status <> 'void' then
      perform private.queue_stripe_call('void_invoice', fresh.account_id, '{}', 'void_invoice:' || fresh.id || ':correction', fresh.membership_id, fresh.id);
    end if;
  end if;
  perform private.open_payment_case(call.account_id, 'correction ' || (call.parameters ->> 'correction_id'),
    format('The correction of invoice %s stopped at %s: %s. %sLook at both invoices at Stripe.', old.number, call.kind, call.last_error,
      case when fresh.id is not null then format('The card is not charged for the new one, %s%s. ', fresh.number,
        case when call.kind = 'credit_invoice' and old.status <> 'void' then ', which is voided' else '' end) else '' end), call.parameters ->> 'desk');
end
$$;
create function private.gave_up_create_correction(call private.stripe_calls) returns void language sql set search_path = '' as $$ select private.fail_correction(call) $$;
create function private.gave_up_finalize_correction(call private.stripe_calls) returns void language sql set search_path = '' as $$ select private.fail_correction(call) $$;
create function private.gave_up_credit_invoice(call private.stripe_calls) returns void language sql set search_path = '' as $$ select private.fail_correction(call) $$;
create function private.gave_up_settle_correction(call private.stripe_calls) returns void language sql set search_path = '' as $$ select private.fail_correction(call) $$;

-- How far a correction is: { state, new_invoice_id }.
create function service.read_correction(correction uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('state', state, 'new_invoice_id', new_invoice_id) from public.invoice_corrections where id = correction
$$;
grant execute on function service.request_correction, service.read_correction to service_role;

create view support.invoice_corrections with (security_invoker = on) as
select company.company_name, made.account_id, old.number as old_invoice, fresh.number as new_invoice, made.state, made.requested_at, made.finished_at, made.error
from public.invoice_corrections made
join public.accounts company on company.id = made.account_id
join public.invoices old on old.id = made.old_invoice_id
left join public.invoices fresh on fresh.stripe_invoice_id = made.stripe_invoice_id;
comment on view support.invoice_corrections is 'Invoices that members had corrected: credit note for the old one, and a new one. A failed one has a case.';
comment on column support.invoice_corrections.company_name is 'The company.';
comment on column support.invoice_corrections.account_id is 'Its id.';
comment on column support.invoice_corrections.old_invoice is 'Number of the invoice that was replaced.';
comment on column support.invoice_corrections.new_invoice is 'Number of the new one.';
comment on column support.invoice_corrections.state is 'running, done or failed.';
comment on column support.invoice_corrections.requested_at is 'When it was asked for.';
comment on column support.invoice_corrections.finished_at is 'When it was done or failed.';
comment on column support.invoice_corrections.error is 'Why it failed.';
