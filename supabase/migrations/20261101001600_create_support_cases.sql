-- Why: a request for help becomes a case with a reference before any mail is sent, and limits keep the public forms from being abused.

create table public.support_cases (
  id uuid primary key default gen_random_uuid(),
  case_number bigint generated always as identity (start with 1001),
  reference text generated always as ('S-' || lpad(case_number::text, greatest(6, length(case_number::text)), '0')) stored unique,
  account_id uuid references public.accounts (id) on delete restrict,
  user_id uuid references auth.users (id) on delete set null,
  product_id uuid references public.products (id) on delete restrict,
  topic text not null,
  name text not null,
  email text not null,
  message text not null,
  locale text not null,
  state text not null default 'open',
  created_at timestamptz not null default now(),
  constraint support_cases_topic_known check (topic in ('account', 'products', 'points', 'migration', 'membership', 'payment', 'disputed_serial', 'other')),
  constraint support_cases_name_length check (length(btrim(name)) between 1 and 200),
  constraint support_cases_email_form check (private.is_email(email)),
  constraint support_cases_message_length check (length(btrim(message)) between 1 and 5000),
  constraint support_cases_locale_known check (private.is_locale(locale)),
  constraint support_cases_state_known check (state in ('open', 'waiting', 'closed'))
);
comment on table public.support_cases is 'Requests to CPS Priority Support, from the form or made by the portal (disputed serials).';
create index support_cases_account on public.support_cases (account_id, created_at desc);
create index support_cases_user on public.support_cases (user_id);
create index support_cases_product on public.support_cases (product_id);

alter table public.support_cases enable row level security;
create policy "Members see their company's cases" on public.support_cases for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
grant select (id, reference, account_id, product_id, topic, message, state, created_at) on public.support_cases to authenticated;

-- Opens a case and mails a copy to the sender and the case to the desk (S10). The same id again answers the same case.
-- In: an id made by the browser (a second click makes no second case), person or null, company or null, the form, address of the desk.
-- Out: reference, for example S-001001.
create function service.open_support_case(case_id uuid, person uuid, for_account uuid, topic text, name text, address text, message text, locale text, desk text)
returns text language plpgsql security definer set search_path = '' as $$
declare
  known text;
  -- What the browser says is not believed: the desk would read another company's name into the case.
  home uuid := (select m.account_id from public.account_members m where m.account_id = for_account and m.user_id = person);
begin
  insert into public.support_cases (id, account_id, user_id, topic, name, email, message, locale)
  values (case_id, home, person,
          open_support_case.topic, btrim(open_support_case.name), lower(btrim(address)), btrim(open_support_case.message), open_support_case.locale)
  on conflict (id) do nothing
  returning reference into known;
  if known is null then
    return (select reference from public.support_cases where id = case_id);
  end if;
  perform private.enqueue_mail('support_case_copy', address, open_support_case.locale,
    jsonb_build_object('reference', known, 'name', btrim(open_support_case.name), 'topic', open_support_case.topic, 'message', btrim(open_support_case.message)),
    'support_case_copy:' || case_id, home);
  perform private.enqueue_mail('support_case', desk, 'en',
    jsonb_build_object('reference', known, 'name', btrim(open_support_case.name), 'email', lower(btrim(address)), 'topic', open_support_case.topic,
      'message', btrim(open_support_case.message), 'account_id', home), 'support_case:' || case_id, home);
  return known;
end
$$;
grant execute on function service.open_support_case to service_role;

-- A second claim on a serial goes to support by itself (R5); once while the case is open, however often the serial is retyped.
create function private.open_dispute() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.support_cases (account_id, user_id, product_id, topic, name, email, message, locale)
  select account.id, auth.uid(), new.id, 'disputed_serial', account.contact_name, account.email,
         'Serial ' || new.serial_normalized || ' of ' || model.code || ' is held by another company.', account.locale
  from public.accounts account, public.product_models model
  where account.id = new.account_id and model.id = new.model_id
    and not exists (select from public.support_cases earlier
                    where earlier.product_id = new.id and earlier.topic = 'disputed_serial' and earlier.state <> 'closed');
  return null;
end
$$;
create trigger open_dispute_on_insert after insert on public.products
  for each row when (new.claim = 'disputed') execute function private.open_dispute();
create trigger open_dispute_on_update after update on public.products
  for each row when (new.claim = 'disputed' and (old.claim <> 'disputed' or old.serial_normalized is distinct from new.serial_normalized))
  execute function private.open_dispute();
