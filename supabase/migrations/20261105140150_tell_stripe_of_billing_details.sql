-- Why: billing details are corrected on the account page, by the desk, or with an invoice; the next invoice must say what they are now, whoever changed them.

-- Definer: who changes billing details has no rights on the outbox. A company Stripe does not know yet is told to it when it joins.
create function private.tell_billing_details() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from private.stripe_customers where account_id = new.account_id) then
    perform private.queue_customer_details(new.account_id);
  end if;
  return null;
end
$$;
create trigger tell_billing_details after update on public.billing_profiles for each row
  when ((new.legal_name, new.address_line1, new.address_line2, new.postal_code, new.city, new.country, new.vat_id, new.invoice_email, new.reference)
    is distinct from (old.legal_name, old.address_line1, old.address_line2, old.postal_code, old.city, old.country, old.vat_id, old.invoice_email, old.reference))
  execute function private.tell_billing_details();

-- A VAT number Stripe does not accept is known by no register; it does not wait for an answer for ever.
create function private.after_set_tax_id(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  update public.billing_profiles set vat_id_state = 'unverified', vat_id_name = null, vat_id_checked_at = now()
  where account_id = call.account_id and vat_id = call.parameters ->> 'vat_id' and result ->> 'verification' = 'not_accepted'
$$;

-- The desk corrects the address for e-invoices as well. In: company, field, value (empty = none). Errors: field_unknown, value_refused, billing_missing.
create or replace function private.set_account_field(account uuid, field text, value text) returns void language plpgsql set search_path = '' as $$
declare
  wanted text := nullif(btrim(value), '');
  complaint text;
begin
  if field in ('email', 'legacy_email', 'invoice_email') then
    wanted := lower(wanted);
  elsif field in ('business_id', 'country', 'billing_country', 'vat_id') then
    wanted := upper(wanted);
  end if;
  if field in ('company_name', 'business_id', 'country', 'contact_name', 'email', 'legacy_email', 'locale') then
    execute format('update public.accounts set %I = $1 where id = $2', field) using wanted, account;
  elsif field in ('legal_name', 'address_line1', 'address_line2', 'postal_code', 'city', 'billing_country', 'vat_id', 'invoice_email', 'reference', 'e_invoice_address') then
    if not exists (select from public.billing_profiles where account_id = account) then
      raise sqlstate 'PT404' using message = 'billing_missing', hint = 'The company enters billing details when it joins.';
    end if;
    execute format('update public.billing_profiles set %I = $1 where account_id = $2', case field when 'billing_country' then 'country' else field end) using wanted, account;
  else
    raise sqlstate 'PT422' using message = 'field_unknown', detail = field,
      hint = 'company_name, business_id, country, contact_name, email, legacy_email, locale; legal_name, address_line1, address_line2, postal_code, city, billing_country, vat_id, invoice_email, reference, e_invoice_address.';
  end if;
exception when check_violation or not_null_violation or foreign_key_violation or sqlstate 'PT422' then
  if sqlerrm = 'field_unknown' then
    raise;
  end if;
  get stacked diagnostics complaint = constraint_name;
  raise sqlstate 'PT422' using message = 'value_refused', detail = coalesce(nullif(complaint, ''), sqlerrm), hint = format('The value does not fit %s.', field);
end
$$;
