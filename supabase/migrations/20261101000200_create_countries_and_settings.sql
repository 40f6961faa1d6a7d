-- Why: lengths, thresholds and countries are data, so that a rule can change without a deployment.

create table public.countries (
  code text primary key,
  is_member_country boolean not null default false,
  currency text,
  time_zone text,
  constraint countries_code_is_iso check (code ~ '^[A-Z]{2}$'),
  constraint countries_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  constraint countries_member_is_billable check (not is_member_country or (currency is not null and time_zone is not null))
);
comment on table public.countries is 'Countries a company may join from (is_member_country) or a product may be bought in.';
comment on column public.countries.currency is 'ISO 4217 currency a member of this country is billed in.';
comment on column public.countries.time_zone is 'Time zone in which due dates of this country are read.';

create table public.programme_settings (
  is_only_row boolean primary key default true,
  invitation_points integer not null default 500,
  days_until_due integer not null default 30,
  term_months integer not null default 12,
  charge_hour integer not null default 9,
  charge_retry_days integer[] not null default array[3, 5, 7],
  constraint programme_settings_one_row check (is_only_row),
  constraint programme_settings_points_positive check (invitation_points > 0),
  constraint programme_settings_days_until_due_sane check (days_until_due between 1 and 365),
  constraint programme_settings_term_sane check (term_months between 1 and 60),
  constraint programme_settings_charge_hour_is_hour check (charge_hour between 0 and 23),
  constraint programme_settings_retry_days_positive check (0 < all (charge_retry_days) and array_position(charge_retry_days, null) is null)
);
comment on table public.programme_settings is 'The programme''s numbers, one row. Days and points are data (R4, R12, R13).';
comment on column public.programme_settings.invitation_points is 'Balance at which a company is invited (R4).';
comment on column public.programme_settings.days_until_due is 'Days between an invoice and its due date.';
comment on column public.programme_settings.charge_hour is 'Local hour of the due date at which a saved card is charged.';
comment on column public.programme_settings.charge_retry_days is 'Days after the due date at which a declined card is tried again.';

-- The row is read by every rule; without it invitations and invoices would silently stop.
create function private.refuse_settings_delete() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Edit the row instead.';
end
$$;
create trigger refuse_settings_delete before delete on public.programme_settings
  for each row execute function private.refuse_settings_delete();
create trigger refuse_settings_truncate before truncate on public.programme_settings
  for each statement execute function private.refuse_settings_delete();

alter table public.countries enable row level security;
alter table public.programme_settings enable row level security;

create policy "Everyone reads the countries" on public.countries for select to anon, authenticated using (true);
create policy "Members read the settings" on public.programme_settings for select to authenticated using (true);

grant select on public.countries to anon, authenticated;
grant select on public.programme_settings to authenticated;
