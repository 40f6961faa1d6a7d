-- Why: what the desk repairs daily: data typed wrong, a mail that went astray, a form that says "too many attempts".

-- One field of a company or of its billing details. In: company, field, value (empty = none). Errors: field_unknown, value_refused, billing_missing.
create function private.set_account_field(account uuid, field text, value text) returns void language plpgsql set search_path = '' as $$
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
  elsif field in ('legal_name', 'address_line1', 'address_line2', 'postal_code', 'city', 'billing_country', 'vat_id', 'invoice_email', 'reference') then
    if not exists (select from public.billing_profiles where account_id = account) then
      raise sqlstate 'PT404' using message = 'billing_missing', hint = 'The company enters billing details when it joins.';
    end if;
    execute format('update public.billing_profiles set %I = $1 where account_id = $2', case field when 'billing_country' then 'country' else field end) using wanted, account;
  else
    raise sqlstate 'PT422' using message = 'field_unknown', detail = field,
      hint = 'company_name, business_id, country, contact_name, email, legacy_email, locale; legal_name, address_line1, address_line2, postal_code, city, billing_country, vat_id, invoice_email, reference.';
  end if;
exception when check_violation or not_null_violation or foreign_key_violation or sqlstate 'PT422' then
  if sqlerrm = 'field_unknown' then
    raise;
  end if;
  get stacked diagnostics complaint = constraint_name;
  raise sqlstate 'PT422' using message = 'value_refused', detail = coalesce(nullif(complaint, ''), sqlerrm), hint = format('The value does not fit %s.', field);
end
$$;

create function support.correct_account(account uuid, changes jsonb, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  held public.accounts := private.hold_company(account);
  act bigint;
  field text;
begin
  perform private.require_staff(staff);
  if jsonb_typeof(changes) is distinct from 'object' or changes = '{}' then
    raise sqlstate 'PT422' using message = 'field_unknown', hint = 'Give fields and values: ''{"business_id": "1234567-1"}''.';
  elsif changes ? 'country' and changes ->> 'country' is distinct from held.country
        and exists (select from public.memberships where account_id = account and state <> 'ended') then
    raise sqlstate 'PT409' using message = 'membership_running', hint = 'The country decides the currency: it changes when the membership has ended.';
  end if;
  act := private.note_staff_action('correct_account', account, (select string_agg(key, ', ' order by key) from jsonb_object_keys(changes) as key), reason, staff);
  -- A business id is checked against the country: the country goes first, with the id in the same statement when both change.
  if changes ? 'country' and changes ? 'business_id' then
    begin
      update public.accounts set country = upper(btrim(changes ->> 'country')), business_id = upper(btrim(changes ->> 'business_id')) where id = account;
    exception when others then
      raise sqlstate 'PT422' using message = 'value_refused', detail = 'country, business_id', hint = 'The business id does not fit the country.';
    end;
  end if;
  for field in select key from jsonb_object_keys(changes) as key order by key loop
    perform private.set_account_field(account, field, changes ->> field);
  end loop;
  if lower(btrim(changes ->> 'email')) <> held.email then
    perform private.tell_company(account, 'address_changed', jsonb_build_object('address', lower(btrim(changes ->> 'email'))), 'address_changed:' || act, array[held.email]);
  end if;
  return format('%s: corrected %s.', held.company_name, (select string_agg(key, ', ' order by key) from jsonb_object_keys(changes) as key));
end
$$;
comment on function support.correct_account(uuid, jsonb, text, text) is
  'Corrects data of a company: give the fields and their new values, for example ''{"company_name": "Kuvaamo Oy", "business_id": "1234567-1"}''. email is where mails about the company go; nobody signs in with it. When it changes, the old and the new address and all people of the company are told. Refusals: account_not_found, field_unknown, value_refused, billing_missing, membership_running, reason_missing, staff_unknown.';

create function support.correct_account(account uuid, field text, value text, reason text, staff text) returns text language sql set search_path = '' as $$
  select support.correct_account(account, jsonb_build_object(field, value), reason, staff)
$$;
comment on function support.correct_account(uuid, text, text, text, text) is
  'Corrects one field of a company. Fields: company_name, business_id, country, contact_name, email, legacy_email, locale, and of the billing details legal_name, address_line1, address_line2, postal_code, city, billing_country, vat_id, invoice_email, reference. Refusals as for several fields at once.';

-- The addresses a company's mails may go to.
create function private.known_addresses(account uuid) returns setof text language sql stable set search_path = '' as $$
  select email from public.accounts where id = account
  union select invoice_email from public.billing_profiles where account_id = account
  union select lower(person.email) from public.account_members member join auth.users person on person.id = member.user_id where member.account_id = account
$$;

create function support.resend_mail(mail uuid, reason text, staff text, recipient text default null) returns text language plpgsql set search_path = '' as $$
declare
  known private.mail_outbox;
  target text;
begin
  select * into known from private.mail_outbox where id = mail for update;
  if not found then
    raise sqlstate 'PT404' using message = 'mail_not_found', hint = 'Copy mail_id from support.mail_log.';
  elsif not (select log.can_be_resent from support.mail_log log where log.mail_id = mail) then
    raise sqlstate 'PT409' using message = 'mail_not_resendable', hint = 'It carried a code or a link, or news of the desk. The member asks for a new code or link on the page.';
  end if;
  target := coalesce(lower(btrim(recipient)), known.recipient);
  if target <> known.recipient and (known.account_id is null or target not in (select private.known_addresses(known.account_id))) then
    raise sqlstate 'PT422' using message = 'address_unknown', hint = 'Only an address of the company itself: correct it there first.';
  end if;
  perform private.note_staff_action('resend_mail', known.account_id, known.kind || ' to ' || target, reason, staff, jsonb_build_object('mail', mail));
  if known.sent_at is null and known.gave_up_at is null and target = known.recipient then
    update private.mail_outbox set next_attempt_at = now() where id = mail;
    return format('It was not sent yet; it goes out to %s now.', target);
  end if;
  perform private.enqueue_mail(known.kind, target, known.locale, known.data, null, known.account_id);
  return format('%s goes out to %s again.', known.kind, target);
end
$$;
comment on function support.resend_mail(uuid, text, text, text) is
  'Sends a mail again: give mail_id of support.mail_log; another recipient only if it is an address of the same company. Mails with a code or a link are refused: the member asks for a new one on the page. Refusals: mail_not_found, mail_not_resendable, address_unknown, reason_missing, staff_unknown.';

create function support.release_limits(address text, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  who text := lower(btrim(address));
  uses integer;
  codes integer;
begin
  perform private.note_staff_action('release_limits', null, who, reason, staff);
  delete from private.quotas where key_hash in (sha256(convert_to(who, 'UTF8')), sha256(convert_to(btrim(address), 'UTF8')));
  get diagnostics uses = row_count;
  update private.legacy_proofs set codes_sent = 0, wrong_codes = 0 where email = who and proven_at is null;
  get diagnostics codes = row_count;
  return format('%s: %s limits of forms and %s of codes are released.', who, uses, codes);
end
$$;
comment on function support.release_limits(text, text, text) is
  'For a member who reads "too many attempts": forms and codes work again at once for this e-mail address. Refusals: reason_missing, staff_unknown.';
