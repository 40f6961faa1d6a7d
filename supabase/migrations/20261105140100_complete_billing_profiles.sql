-- Why: what stands on an invoice is checked before there is one: VAT number and e-invoice address by their forms, the VAT number by its register, whose
-- answer comes later through Stripe and is shown as what it is.

-- How a VAT number looks, by the letters it begins with; the same list as contracts/vat-id.ts.
create function private.is_vat_id(text text) returns boolean language sql immutable strict set search_path = '' as $$
  select coalesce(text ~ ('^' || left(text, 2) || (case left(text, 2)
    when 'AT' then 'U\d{8}' when 'BE' then '[01]\d{9}' when 'BG' then '\d{9,10}' when 'CH' then 'E\d{9}(MWST|TVA|IVA)?' when 'CY' then '\d{8}[A-Z]'
    when 'CZ' then '\d{8,10}' when 'DE' then '\d{9}' when 'DK' then '\d{8}' when 'EE' then '\d{9}' when 'EL' then '\d{9}'
    when 'ES' then '[A-Z0-9]\d{7}[A-Z0-9]' when 'FI' then '\d{8}' when 'FR' then '[A-Z0-9]{2}\d{9}' when 'GB' then '(\d{9}|\d{12})' when 'HR' then '\d{11}'
    when 'HU' then '\d{8}' when 'IE' then '\d[A-Z0-9]\d{5}[A-Z]{1,2}' when 'IT' then '\d{11}' when 'LT' then '(\d{9}|\d{12})' when 'LU' then '\d{8}'
    when 'LV' then '\d{11}' when 'MT' then '\d{8}' when 'NL' then '\d{9}B\d{2}' when 'NO' then '\d{9}(MVA)?' when 'PL' then '\d{10}' when 'PT' then '\d{9}'
    when 'RO' then '\d{2,10}' when 'SE' then '\d{12}' when 'SI' then '\d{8}' when 'SK' then '\d{10}' when 'XI' then '(\d{9}|\d{12})' end) || '$'), false)
$$;

-- Sum of the digits times weights, which repeat.
create function private.weigh_digits(digits text, weights integer[]) returns integer language sql immutable set search_path = '' as $$
  select sum(substr(digits, place, 1)::integer * weights[(place - 1) % cardinality(weights) + 1])::integer from generate_series(1, length(digits)) as place
$$;

-- scheme:identifier of an address for e-invoices; the same rules as contracts/e-invoice-address.ts (0216 is Finland's OVT code, 0088 a GLN).
create function private.is_e_invoice_address(address text) returns boolean language sql immutable strict set search_path = '' as $$
  select coalesce(address ~ '^\d{4}:[A-Za-z0-9][A-Za-z0-9:._/-]{0,48}[A-Za-z0-9]$' and left(address, 4) = any (string_to_array(
    '0002 0007 0009 0037 0060 0088 0096 0106 0130 0142 0151 0183 0184 0188 0190 0191 0192 0193 0195 0196 0198 0199 0200 0201 0202 0204 0208 0209 '
    '0210 0211 0212 0213 0215 0216 0221 0225 0230 9901 9906 9907 9910 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 '
    '9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957', ' '))
    and case left(address, 4)
      when '0007' then substr(address, 6) ~ '^\d{10}$' and private.check_digit(substr(address, 6, 9)) = right(address, 1)
      when '0088' then substr(address, 6) ~ '^\d{13}$' and private.weigh_digits(substr(address, 6), array[1, 3]) % 10 = 0
      when '0192' then substr(address, 6) ~ '^\d{9}$' and private.weigh_digits(substr(address, 6), array[3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 = 0
      when '0208' then substr(address, 6) ~ '^\d{10}$' and 97 - substr(address, 6, 8)::integer % 97 = right(address, 2)::integer
      when '0216' then substr(address, 6) ~ '^0037\d{8}[A-Z0-9]{0,5}$' and private.is_business_id('FI', substr(address, 10, 7) || '-' || substr(address, 17, 1))
      else true end, false)
$$;
-- The constraints below run with the rights of whoever saves the form.
grant execute on function private.is_vat_id, private.weigh_digits, private.is_e_invoice_address, private.check_digit to authenticated;

alter table public.billing_profiles
  add column e_invoice_address text,
  add column vat_id_state text,
  add column vat_id_name text,
  add column vat_id_checked_at timestamptz,
  add constraint billing_profiles_e_invoice_address_form check (private.is_e_invoice_address(e_invoice_address)),
  add constraint billing_profiles_vat_id_state_known check (vat_id_state in ('pending', 'verified', 'unverified', 'unavailable', 'unchecked')),
  add constraint billing_profiles_vat_id_has_state check ((vat_id is null) = (vat_id_state is null)) not valid;
comment on column public.billing_profiles.e_invoice_address is 'Where e-invoices are sent: scheme and identifier, 0216:003712345671 (OVT code or Peppol participant).';
comment on column public.billing_profiles.vat_id_state is 'What the VAT register says: pending, verified, unverified (it does not know the number), unavailable (no answer), unchecked (no register). Written by news from Stripe alone.';
comment on column public.billing_profiles.vat_id_name is 'Whom the register names for the VAT number.';
comment on column public.billing_profiles.vat_id_checked_at is 'When that news came.';
grant insert (e_invoice_address), update (e_invoice_address) on public.billing_profiles to authenticated;

-- A new number has the form of its country, and is not verified because the one before it was. A number that was entered before there were forms stays: what
-- else changes in its row must not fail for it.
create function private.reset_vat_id_state() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.vat_id is distinct from old.vat_id then
    if not private.is_vat_id(new.vat_id) then
      raise check_violation using message = 'new row for relation "billing_profiles" violates check constraint "billing_profiles_vat_id_form"',
        schema = tg_table_schema, table = tg_table_name, constraint = 'billing_profiles_vat_id_form';
    end if;
    new.vat_id_state := case when new.vat_id is not null then 'pending' end;
    new.vat_id_name := null;
    new.vat_id_checked_at := null;
  end if;
  return new;
end
$$;
create trigger reset_vat_id_state before insert or update on public.billing_profiles for each row execute function private.reset_vat_id_state();
update public.billing_profiles set vat_id_state = 'pending' where vat_id is not null;
-- Belgian numbers got a tenth digit in front.
update public.billing_profiles set vat_id = 'BE0' || substr(vat_id, 3) where vat_id ~ '^BE\d{9}$' and private.is_vat_id('BE0' || substr(vat_id, 3));

-- A VAT number without what the form and Stripe write differently: country letters of Norway, dots, the Swiss word for VAT.
create function private.plain_vat_id(text text) returns text language sql immutable set search_path = '' as $$
  select regexp_replace(regexp_replace(upper(text), '[^A-Z0-9]', '', 'g'), '^NO(?=\d{9})|(MWST|TVA|IVA|MVA)$', '', 'g')
$$;

-- Notes what the register says of a company's VAT number. News of a number it no longer has changes nothing.
-- In: stripe_customer_id, value, status (null: there is no register for it), verified_name, read_at. What was read earlier than what is known changes nothing.
create function service.mirror_tax_id(news jsonb) returns void language sql security definer set search_path = '' as $$
  update public.billing_profiles profile
  set vat_id_state = coalesce(news ->> 'status', 'unchecked'), vat_id_name = news ->> 'verified_name', vat_id_checked_at = (news ->> 'read_at')::timestamptz
  from private.stripe_customers customer
  where customer.stripe_customer_id = news ->> 'stripe_customer_id' and profile.account_id = customer.account_id
    and private.plain_vat_id(profile.vat_id) = private.plain_vat_id(news ->> 'value')
    and (profile.vat_id_checked_at is null or profile.vat_id_checked_at <= (news ->> 'read_at')::timestamptz)
    and (profile.vat_id_state, profile.vat_id_name) is distinct from (coalesce(news ->> 'status', 'unchecked'), news ->> 'verified_name')
$$;
grant execute on function service.mirror_tax_id to service_role;

-- Stores billing details as the form sends them. In: company, columns of billing_profiles.
create function private.save_billing(account uuid, billing jsonb) returns void language sql set search_path = '' as $$
  insert into public.billing_profiles (account_id, legal_name, address_line1, address_line2, postal_code, city, country, vat_id, invoice_email, reference, e_invoice_address)
  select account, d.legal_name, d.address_line1, d.address_line2, d.postal_code, d.city, d.country, d.vat_id, lower(d.invoice_email), d.reference, d.e_invoice_address
  from jsonb_populate_record(null::public.billing_profiles, billing) d
  on conflict (account_id) do update set
    legal_name = excluded.legal_name, address_line1 = excluded.address_line1, address_line2 = excluded.address_line2, postal_code = excluded.postal_code,
    city = excluded.city, country = excluded.country, vat_id = excluded.vat_id, invoice_email = excluded.invoice_email, reference = excluded.reference,
    e_invoice_address = excluded.e_invoice_address
$$;

-- Joins as service.start_membership does and stores all billing details of today's form in the same transaction, those it does not know as well.
-- In, out and errors: as there.
create function service.join_membership(person uuid, for_account uuid, tier text, pay_by text, renew boolean, billing jsonb)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  answer jsonb := service.start_membership(person, for_account, tier, pay_by, renew, billing);
begin
  update public.billing_profiles profile set e_invoice_address = join_membership.billing ->> 'e_invoice_address'
  where profile.account_id = for_account and profile.e_invoice_address is distinct from join_membership.billing ->> 'e_invoice_address'
    and (answer ->> 'is_new')::boolean;
  return answer;
end
$$;
grant execute on function service.join_membership to service_role;
