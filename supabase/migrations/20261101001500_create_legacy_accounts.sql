-- Why: products of the old system move to whoever proved control of the old address, and to nobody else (S3, R16).

create table private.legacy_accounts (
  id uuid primary key default gen_random_uuid(),
  email text not null unique,
  membership_number text unique,
  company_name text not null,
  country text not null references public.countries (code),
  migrated_to uuid references public.accounts (id) on delete restrict,
  migrated_at timestamptz,
  constraint legacy_accounts_email_form check (private.is_email(email)),
  constraint legacy_accounts_number_length check (length(membership_number) between 3 and 40),
  constraint legacy_accounts_migration_is_whole check ((migrated_to is null) = (migrated_at is null))
);
comment on table private.legacy_accounts is 'Accounts of the old CPS system.';
create index legacy_accounts_migrated_to on private.legacy_accounts (migrated_to);
create index legacy_accounts_country on private.legacy_accounts (country);

create table private.legacy_products (
  id uuid primary key default gen_random_uuid(),
  legacy_account_id uuid not null references private.legacy_accounts (id) on delete restrict,
  model_id uuid not null references public.product_models (id) on delete restrict,
  serial_number text,
  purchased_on date,
  purchase_country text references public.countries (code),
  dealer_name text,
  product_id uuid references public.products (id) on delete restrict,
  constraint legacy_products_serial_length check (length(serial_number) <= 60),
  constraint legacy_products_dealer_length check (length(btrim(dealer_name)) <= 120)
);
comment on table private.legacy_products is 'Products of the old CPS system; product_id names what each became.';
create index legacy_products_account on private.legacy_products (legacy_account_id);
create index legacy_products_model on private.legacy_products (model_id);
create index legacy_products_product on private.legacy_products (product_id);
create index legacy_products_country on private.legacy_products (purchase_country);

create table private.legacy_proofs (
  account_id uuid not null references public.accounts (id) on delete restrict,
  email text not null,
  code_hash bytea,
  code_sent_at timestamptz,
  codes_sent integer not null default 0,
  wrong_codes integer not null default 0,
  proven_at timestamptz,
  primary key (account_id, email)
);
comment on table private.legacy_proofs is 'Which company proved control of which old address, by a code sent there (R16). Codes are kept as hashes.';

-- Old addresses a company may migrate from: the caller's own confirmed one, and those proven by a code (R16).
create function private.proven_addresses(for_account uuid) returns setof text language sql stable security definer set search_path = '' as $$
  select person.email::text from auth.users person
  where person.id = auth.uid() and person.email_confirmed_at is not null and for_account = any (private.my_accounts('owner', 'products'))
  union
  select proof.email from private.legacy_proofs proof where proof.account_id = for_account and proof.proven_at is not null
$$;

-- What the button Siirrä tuotteita should do: 'ready', 'code_needed', 'no_legacy_email', 'done' or 'hidden'.
-- An unproven old address always answers 'code_needed', whether or not the old system knows it (R17).
create function private.migration_state(for_account uuid) returns text language sql stable security definer set search_path = '' as $$
  select case
    when not for_account = any (private.my_accounts()) then 'hidden'
    when exists (select from private.legacy_accounts old
                 where old.migrated_to is null and old.email in (select private.proven_addresses(for_account))) then 'ready'
    when account.legacy_email is not null and account.legacy_email not in (select private.proven_addresses(for_account)) then 'code_needed'
    when exists (select from private.legacy_accounts old where old.migrated_to = for_account) then 'done'
    when account.legacy_email is null then 'no_legacy_email'
    else 'hidden'
  end
  from public.accounts account where account.id = for_account
$$;
grant execute on function private.migration_state to authenticated;
