-- Why: companies are told by mail when somebody claims their serial, when that is decided and when a product changes hands; the desk is warned when a
-- stolen serial turns up.

-- Added to the list as it stands, whatever other migrations have put there.
do $$
declare
  kinds text;
begin
  select string_agg(distinct quote_literal(kind), ', ') into kinds from (
    select words[1] as kind from pg_constraint listed, regexp_matches(pg_get_constraintdef(listed.oid), '''([a-z_]+)''', 'g') as words
    where listed.conrelid = 'private.mail_outbox'::regclass and listed.conname = 'mail_outbox_kind_is_known'
    union all
    select unnest(array['dispute_opened', 'dispute_decided', 'product_transferred', 'stolen_serial_claimed'])) as together;
  alter table private.mail_outbox drop constraint mail_outbox_kind_is_known;
  execute format('alter table private.mail_outbox add constraint mail_outbox_kind_is_known check (kind in (%s))', kinds);
end
$$;

-- Puts a mail to a company into the outbox, in its language; its names are added to the data. In: a key that makes it happen once (null = always).
create function private.mail_company(for_account uuid, kind text, data jsonb, dedupe_key text) returns void
language sql security definer set search_path = '' as $$
  select private.enqueue_mail(mail_company.kind, account.email, account.locale,
    jsonb_build_object('company_name', account.company_name, 'contact_name', account.contact_name) || mail_company.data, mail_company.dedupe_key, account.id)
  from public.accounts account where account.id = for_account
$$;
comment on function private.mail_company is 'Puts a mail to a company into the outbox, in the company''s language.';
