-- Why: one current membership a company (R7), on a tier its points allowed when it joined (R6), locked for the term (R8, R9), with a number that
-- can be read out on the telephone (R14).

create table private.number_sequences (
  country text primary key references public.countries (code),
  last_number integer not null default 0
);
comment on table private.number_sequences is 'Running membership numbers per country, without gaps.';

create table public.membership_numbers (
  number text primary key,
  account_id uuid not null references public.accounts (id) on delete restrict,
  origin text not null,
  issued_at timestamptz not null default now(),
  constraint membership_numbers_origin_known check (origin in ('issued', 'former')),
  constraint membership_numbers_length check (length(number) between 3 and 40)
);
comment on table public.membership_numbers is 'All numbers a company has or had; former ones came from the old system (R14).';
create index membership_numbers_account on public.membership_numbers (account_id, issued_at desc);

-- Luhn digit over the text after CPS-, letters counted as 10 to 35: catches one wrong digit and swapped neighbours (but 0 with 9).
create function private.check_digit(body text) returns text language sql immutable set search_path = '' as $$
  with digits as (
    select string_agg(case when part ~ '\d' then part else (ascii(part) - 55)::text end, '' order by place) as plain
    from regexp_split_to_table(body, '') with ordinality as parts (part, place)
  ), doubled as (
    select substr(plain, length(plain) - step, 1)::integer * case when step % 2 = 0 then 2 else 1 end as product
    from digits, generate_series(0, length(plain) - 1) as step
  )
  select ((10 - sum(product / 10 + product % 10) % 10) % 10)::text from doubled
$$;

alter table public.membership_numbers add constraint membership_numbers_issued_form check (
  origin <> 'issued' or (number ~ '^CPS-[A-Z]{2}\d{7,}$' and private.check_digit(substr(number, 5, length(number) - 5)) = right(number, 1)));

-- Numbers stay with their company for ever (R14).
create function private.refuse_number_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Membership numbers are never changed or deleted.';
end
$$;
create trigger refuse_number_change before update or delete on public.membership_numbers
  for each row execute function private.refuse_number_change();
create trigger refuse_number_truncate before truncate on public.membership_numbers
  for each statement execute function private.refuse_number_change();

-- A new number for a company: CPS- + country + six digits + check digit, for example CPS-FI0000018 (R14). One that came from the old system is skipped.
create function private.issue_membership_number(for_account uuid) returns text language plpgsql security definer set search_path = '' as $$
declare
  body text;
  issued text;
begin
  loop
    insert into private.number_sequences as sequence (country, last_number)
    select country, 1 from public.accounts where id = for_account
    on conflict (country) do update set last_number = sequence.last_number + 1
    returning sequence.country || lpad(sequence.last_number::text, greatest(6, length(sequence.last_number::text)), '0') into body;
    issued := 'CPS-' || body || private.check_digit(body);
    insert into public.membership_numbers (number, account_id, origin) values (issued, for_account, 'issued') on conflict do nothing;
    if found then
      return issued;
    end if;
  end loop;
end
$$;

create type public.membership_state as enum ('active', 'past_due', 'grace', 'suspended', 'ended');

create table public.memberships (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  number text not null references public.membership_numbers (number) on delete restrict,
  tier_code text not null references public.tiers (code),
  state public.membership_state not null default 'active',
  currency text not null,
  amount_minor integer not null,
  starts_on date not null,
  ends_on date not null,
  renews boolean not null default true,
  payment_method text not null,
  stripe_subscription_id text unique,
  created_at timestamptz not null default now(),
  end_reason text,
  constraint memberships_amount_positive check (amount_minor > 0),
  constraint memberships_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  constraint memberships_term_in_order check (ends_on > starts_on),
  constraint memberships_payment_method_known check (payment_method in ('card', 'bank_transfer')),
  constraint memberships_end_has_reason check ((state = 'ended') = (end_reason is not null))
);
comment on table public.memberships is 'CPS memberships. One that is not ended is the current one.';
comment on column public.memberships.amount_minor is 'Price of the term when it began, in the smallest unit of currency, before tax (R10).';
comment on column public.memberships.stripe_subscription_id is 'Null until Stripe knows the membership; jobs repeat what did not get through (decision 3).';
create unique index memberships_one_current on public.memberships (account_id) where state <> 'ended';
create index memberships_account on public.memberships (account_id, created_at desc);
create index memberships_number on public.memberships (number);
create index memberships_tier on public.memberships (tier_code);
create index memberships_unfinished on public.memberships (created_at) where stripe_subscription_id is null and state <> 'ended';

-- Keeps R6, R8 and R9 whoever writes the row. Errors: tier_not_offered, tier_locked, membership_exists.
create function private.guard_membership() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  points integer;
  wanted public.tiers;
  held public.tiers;
begin
  -- The balance cannot fall between this look and the end of the transaction.
  select balance into points from public.point_balances where account_id = new.account_id for share;
  select * into wanted from public.tiers where code = new.tier_code;
  if tg_op = 'UPDATE' then
    if new.account_id <> old.account_id or new.number <> old.number or new.currency <> old.currency or (old.state = 'ended' and new.state <> 'ended') then
      raise sqlstate 'PT403' using message = 'not_allowed';
    end if;
    if new.ends_on < old.ends_on then
      raise sqlstate 'PT409' using message = 'tier_locked', hint = 'The paid term stays as it is; end the membership with a reason instead.';
    end if;
    select * into held from public.tiers where code = old.tier_code;
    if new.tier_code <> old.tier_code and wanted.minimum_points < held.minimum_points and old.ends_on > current_date then
      raise sqlstate 'PT409' using message = 'tier_locked';
    end if;
  elsif exists (select from public.memberships where account_id = new.account_id and state <> 'ended') then
    raise sqlstate 'PT409' using message = 'membership_exists';
  end if;
  if (tg_op = 'INSERT' or new.tier_code <> old.tier_code)
     and (coalesce(points, 0) < wanted.minimum_points or wanted.active_from > current_date or wanted.active_until < current_date) then
    raise sqlstate 'PT422' using message = 'tier_not_offered';
  end if;
  if not exists (select from public.membership_numbers where number = new.number and account_id = new.account_id) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  return new;
end
$$;
create trigger guard_membership before insert or update on public.memberships
  for each row execute function private.guard_membership();

-- What was paid for stays on record; a membership ends, it is not deleted (R7, R8).
create function private.refuse_membership_delete() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'tier_locked', hint = 'Set state to ended and give end_reason instead.';
end
$$;
create trigger refuse_membership_delete before delete on public.memberships
  for each row execute function private.refuse_membership_delete();
create trigger refuse_membership_truncate before truncate on public.memberships
  for each statement execute function private.refuse_membership_delete();

create table public.billing_profiles (
  account_id uuid primary key references public.accounts (id) on delete restrict,
  legal_name text not null,
  address_line1 text not null,
  address_line2 text,
  postal_code text not null,
  city text not null,
  country text not null references public.countries (code),
  vat_id text,
  invoice_email text not null,
  reference text,
  updated_at timestamptz not null default now(),
  constraint billing_profiles_legal_name_length check (length(btrim(legal_name)) between 1 and 200),
  constraint billing_profiles_line1_length check (length(btrim(address_line1)) between 1 and 200),
  constraint billing_profiles_line2_length check (length(address_line2) <= 200),
  constraint billing_profiles_postal_code_length check (length(btrim(postal_code)) between 2 and 12),
  constraint billing_profiles_city_length check (length(btrim(city)) between 1 and 100),
  constraint billing_profiles_vat_id_form check (vat_id ~ '^[A-Z]{2}[A-Z0-9]{2,13}$'),
  constraint billing_profiles_invoice_email_form check (private.is_email(invoice_email)),
  constraint billing_profiles_reference_length check (length(reference) <= 100)
);
comment on table public.billing_profiles is 'What is printed on a company''s invoices and where they go.';
create index billing_profiles_country on public.billing_profiles (country);

create function private.touch_billing_profile() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.account_id <> old.account_id then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  new.updated_at := now();
  return new;
end
$$;
create trigger touch_billing_profile before update on public.billing_profiles
  for each row execute function private.touch_billing_profile();

create table private.stripe_customers (
  account_id uuid primary key references public.accounts (id) on delete restrict,
  stripe_customer_id text not null unique,
  default_payment_method_id text,
  created_at timestamptz not null default now()
);
comment on table private.stripe_customers is 'Which Stripe customer a company is, and the card to charge. One customer a company.';

create table public.saved_cards (
  account_id uuid primary key references public.accounts (id) on delete restrict,
  brand text not null,
  last4 text not null,
  expiry_month integer not null,
  expiry_year integer not null,
  saved_at timestamptz not null default now(),
  constraint saved_cards_last4_digits check (last4 ~ '^\d{4}$'),
  constraint saved_cards_month check (expiry_month between 1 and 12)
);
comment on table public.saved_cards is 'The card Stripe keeps for a company: enough to recognise it, nothing to pay with.';

alter table public.membership_numbers enable row level security;
alter table public.memberships enable row level security;
alter table public.billing_profiles enable row level security;
alter table public.saved_cards enable row level security;
create policy "Members see their company's numbers" on public.membership_numbers for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
create policy "Members see their company's membership" on public.memberships for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
create policy "Owners and billing read billing details" on public.billing_profiles for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
create policy "Owners and billing enter billing details" on public.billing_profiles for insert to authenticated
  with check (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
create policy "Owners and billing correct billing details" on public.billing_profiles for update to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]))
  with check (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
create policy "Owners and billing see the saved card" on public.saved_cards for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));

grant select on public.membership_numbers, public.billing_profiles, public.saved_cards to authenticated;
grant select (id, account_id, number, tier_code, state, currency, amount_minor, starts_on, ends_on, renews, payment_method, created_at, end_reason)
  on public.memberships to authenticated;
grant insert (account_id, legal_name, address_line1, address_line2, postal_code, city, country, vat_id, invoice_email, reference),
      -- account_id for upserts, which name every column; the trigger above refuses a change of it.
      update (account_id, legal_name, address_line1, address_line2, postal_code, city, country, vat_id, invoice_email, reference)
  on public.billing_profiles to authenticated;
