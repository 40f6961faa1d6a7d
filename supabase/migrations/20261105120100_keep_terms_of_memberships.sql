-- Why: a membership lives longer than one term (R12). Each term is a row of its own, with the tier and price agreed for it; the membership shows
-- the current one (R8). All lengths of its life are data (R13), and every rule reads the day by the jobs' clock, never by the server's.

alter table public.programme_settings
  add column past_due_days integer not null default 14,
  add column grace_days integer not null default 30,
  add column suspended_days integer not null default 60,
  add column reminder_days integer[] not null default array[5, 10],
  add column renewal_notice_days integer[] not null default array[60, 30, 7],
  add column card_notice_days integer[] not null default array[30, 7],
  add column notice_hour integer not null default 9,
  add column upgrade_quote_minutes integer not null default 15,
  add constraint programme_settings_states_in_order check (1 < past_due_days and past_due_days < grace_days and grace_days < suspended_days),
  add constraint programme_settings_reminders_positive check (0 < all (reminder_days) and array_position(reminder_days, null) is null),
  add constraint programme_settings_notices_positive check (0 < all (renewal_notice_days) and array_position(renewal_notice_days, null) is null),
  add constraint programme_settings_card_notices_positive check (0 < all (card_notice_days) and array_position(card_notice_days, null) is null),
  add constraint programme_settings_notice_hour_is_hour check (notice_hour between 0 and 23),
  add constraint programme_settings_quote_minutes_sane check (upgrade_quote_minutes between 1 and 1440);
comment on column public.programme_settings.past_due_days is 'Days after the due date at which past due ends and grace begins; past due begins on the day after the due date (R13).';
comment on column public.programme_settings.grace_days is 'Days after the due date at which grace ends and the membership is suspended (R13).';
comment on column public.programme_settings.suspended_days is 'Days after the due date at which a suspended membership ends (R13).';
comment on column public.programme_settings.reminder_days is 'Days after the due date on which a company that is past due is reminded once more.';
comment on column public.programme_settings.renewal_notice_days is 'Days before the end of the term on which the renewal is announced (R12). From the last of them on Stripe knows the next price.';
comment on column public.programme_settings.card_notice_days is 'Days before the last day of a card on which its company is asked for another one.';
comment on column public.programme_settings.notice_hour is 'Local hour from which notices of a day are sent and overdue memberships move on.';
comment on column public.programme_settings.upgrade_quote_minutes is 'Minutes for which the amount quoted for an upgrade is kept.';

-- The moment rules are read by: the one a job acts for, else now. Jobs set it for their transaction (private.set_clock).
create function private.clock() returns timestamptz language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('cps.at', true), '')::timestamptz, now())
$$;
create function private.set_clock(at timestamptz) returns void language sql set search_path = '' as $$
  select set_config('cps.at', at::text, true)
$$;

-- The day it is for a company. In: company, moment, hours by which the day begins later (for what is done at a sane hour).
create function private.local_day(account uuid, at timestamptz, hours integer default 0) returns date language sql stable security definer set search_path = '' as $$
  select ((local_day.at at time zone country.time_zone) - make_interval(hours => local_day.hours))::date
  from public.accounts company join public.countries country on country.code = company.country where company.id = local_day.account
$$;

alter table public.memberships
  add column next_tier_code text references public.tiers (code),
  add column unpaid_since date,
  add column state_since timestamptz not null default now(),
  add column ended_on date;
comment on column public.memberships.next_tier_code is 'Tier the company chose for its next term; empty: the same as now (R9).';
comment on column public.memberships.unpaid_since is 'Due date of the oldest unpaid invoice that put it into its state; empty while it is active.';
comment on column public.memberships.state_since is 'Since when it is in its state, by the clock of the jobs.';
comment on column public.memberships.ended_on is 'The day it ended.';
create index memberships_next_tier on public.memberships (next_tier_code) where next_tier_code is not null;
create index memberships_running_ends on public.memberships (ends_on) where state <> 'ended';
create index memberships_unsettled on public.memberships (state) where state in ('past_due', 'grace', 'suspended');
create index invoices_unpaid on public.invoices (due_on, membership_id) where status in ('open', 'uncollectible');
grant select (next_tier_code, unpaid_since, state_since, ended_on) on public.memberships to authenticated;

create table public.membership_terms (
  id uuid primary key default gen_random_uuid(),
  membership_id uuid not null references public.memberships (id) on delete restrict,
  account_id uuid not null references public.accounts (id) on delete restrict,
  term_number integer not null,
  tier_code text not null references public.tiers (code),
  currency text not null,
  amount_minor integer not null,
  starts_on date not null,
  ends_on date not null,
  months integer not null,
  created_at timestamptz not null default now(),
  constraint membership_terms_once unique (membership_id, term_number),
  constraint membership_terms_number_positive check (term_number > 0),
  constraint membership_terms_amount_positive check (amount_minor > 0),
  constraint membership_terms_in_order check (ends_on > starts_on)
);
comment on table public.membership_terms is 'The terms of each membership, oldest first; the last one is what memberships shows. Written by the membership''s trigger alone.';
comment on column public.membership_terms.id is 'Id of the term.';
comment on column public.membership_terms.membership_id is 'The membership.';
comment on column public.membership_terms.account_id is 'The company.';
comment on column public.membership_terms.term_number is '1 for the first year, and so on.';
comment on column public.membership_terms.tier_code is 'Tier of the term; after an upgrade the higher one.';
comment on column public.membership_terms.currency is 'Currency of the price.';
comment on column public.membership_terms.amount_minor is 'Price of a whole term on this tier, in cents, before tax.';
comment on column public.membership_terms.starts_on is 'First day.';
comment on column public.membership_terms.ends_on is 'The day on which the next term begins, or the membership is over.';
comment on column public.membership_terms.months is 'Length in months; stays what it was when the company joined, because Stripe bills in that rhythm.';
comment on column public.membership_terms.created_at is 'When the row was written.';
create index membership_terms_account on public.membership_terms (account_id, starts_on desc);
create index membership_terms_tier on public.membership_terms (tier_code);
alter table public.membership_terms enable row level security;
create policy "Members see their company's terms" on public.membership_terms for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
grant select on public.membership_terms to authenticated;

-- Only the trigger of memberships writes terms: a hand would make the two differ.
create function private.guard_term() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or pg_trigger_depth() < 2 then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Terms follow public.memberships.';
  end if;
  return new;
end
$$;
create trigger guard_term before insert or update or delete on public.membership_terms for each row execute function private.guard_term();
create trigger refuse_truncate before truncate on public.membership_terms for each statement execute function private.refuse_truncate();

-- Writes the term of a new or renewed membership, and follows an upgrade. Definer: whoever writes the membership may not write its terms.
create function private.keep_term() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.ends_on > old.ends_on then
    insert into public.membership_terms (membership_id, account_id, term_number, tier_code, currency, amount_minor, starts_on, ends_on, months)
    select new.id, new.account_id, coalesce(max(term.term_number), 0) + 1, new.tier_code, new.currency, new.amount_minor,
           case tg_op when 'INSERT' then new.starts_on else old.ends_on end, new.ends_on, coalesce(min(term.months), settings.term_months)
    from public.programme_settings settings left join public.membership_terms term on term.membership_id = new.id
    group by settings.term_months;
  elsif (new.tier_code, new.amount_minor) is distinct from (old.tier_code, old.amount_minor) then
    update public.membership_terms set tier_code = new.tier_code, amount_minor = new.amount_minor
    where membership_id = new.id and term_number = (select max(term_number) from public.membership_terms where membership_id = new.id);
  end if;
  return null;
end
$$;
create trigger keep_term after insert or update of tier_code, amount_minor, starts_on, ends_on on public.memberships
  for each row execute function private.keep_term();

-- Memberships from before this table was. The guard wants a trigger around it.
alter table public.membership_terms disable trigger guard_term;
insert into public.membership_terms (membership_id, account_id, term_number, tier_code, currency, amount_minor, starts_on, ends_on, months)
select membership.id, membership.account_id, 1, membership.tier_code, membership.currency, membership.amount_minor, membership.starts_on, membership.ends_on, settings.term_months
from public.memberships membership cross join public.programme_settings settings;
alter table public.membership_terms enable trigger guard_term;
alter table public.memberships disable trigger user;
update public.memberships set state_since = created_at, ended_on = case state when 'ended' then least(ends_on, now()::date) end;
alter table public.memberships enable trigger user;

-- As before (R6, R7, R8, R9), but by the jobs' clock; a lower tier comes with a new term only, and a new term is checked as joining is. And when
-- a membership changes state, the moment is noted whoever did it.
create or replace function private.guard_membership() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  points integer;
  wanted public.tiers;
  held public.tiers;
  today date := private.local_day(new.account_id, private.clock());
  is_renewal boolean := tg_op = 'UPDATE' and new.ends_on > old.ends_on;
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
    if is_renewal and (old.state = 'ended' or new.state = 'ended') then
      raise sqlstate 'PT409' using message = 'tier_locked', hint = 'A membership that ended gets no new term: the company joins again.';
    end if;
    select * into held from public.tiers where code = old.tier_code;
    if new.tier_code <> old.tier_code and wanted.minimum_points < held.minimum_points and not (is_renewal and old.ends_on <= today) then
      raise sqlstate 'PT409' using message = 'tier_locked';
    end if;
    if new.state <> old.state then
      new.state_since := case when new.state_since = old.state_since then private.clock() else new.state_since end;
      new.ended_on := case when new.state = 'ended' then coalesce(new.ended_on, today) end;
      new.unpaid_since := case when new.state <> 'active' then new.unpaid_since end;
    end if;
  elsif exists (select from public.memberships where account_id = new.account_id and state <> 'ended') then
    raise sqlstate 'PT409' using message = 'membership_exists';
  end if;
  if (tg_op = 'INSERT' or new.tier_code <> old.tier_code or is_renewal)
     and (coalesce(points, 0) < wanted.minimum_points or wanted.active_from > today or wanted.active_until < today) then
    raise sqlstate 'PT422' using message = 'tier_not_offered';
  end if;
  if not exists (select from public.membership_numbers where number = new.number and account_id = new.account_id) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  return new;
end
$$;

-- As before (R8, R10); the length of a term is the membership's own.
create or replace function private.guard_membership_terms() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  months integer := (select max(term.months) from public.membership_terms term where term.membership_id = old.id);
begin
  if new.id <> old.id or new.starts_on > old.ends_on then
    raise sqlstate 'PT403' using message = 'not_allowed';
  elsif new.amount_minor <> old.amount_minor and new.tier_code = old.tier_code and new.ends_on = old.ends_on then
    raise sqlstate 'PT409' using message = 'tier_locked', hint = 'The price was fixed when the term began.';
  elsif new.starts_on <> old.starts_on and new.ends_on = old.ends_on then
    raise sqlstate 'PT409' using message = 'tier_locked', hint = 'The term was fixed when it began.';
  elsif new.ends_on > old.ends_on and new.ends_on < (old.ends_on + make_interval(months => months))::date - 4 then
    raise sqlstate 'PT409' using message = 'tier_locked', hint = format('A term is %s months: it is renewed as a whole.', months);
  elsif old.stripe_subscription_id is not null and new.stripe_subscription_id is distinct from old.stripe_subscription_id then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'The subscription belongs to this membership for ever.';
  end if;
  return new;
end
$$;

-- Notices that went out: each once per subject and step. The subject names what is announced: a term, a card, an overdue invoice's date.
create table private.sent_notices (
  subject text not null,
  step integer not null,
  account_id uuid not null references public.accounts (id) on delete restrict,
  sent_for timestamptz not null,
  primary key (subject, step)
);
comment on table private.sent_notices is 'Which notices of renewals, cards and overdue invoices went out. sent_for is the moment by the clock of the jobs.';
create index sent_notices_account on private.sent_notices (account_id);
create trigger refuse_truncate before truncate on private.sent_notices for each statement execute function private.refuse_truncate();

-- Mails of the life of a membership, added to the kinds there are.
select private.allow_kinds('private.mail_outbox', 'mail_outbox_kind_is_known', array['renewal_notice', 'membership_renewed', 'payment_past_due', 'membership_grace', 'membership_suspended', 'membership_restored',
    'membership_ended', 'membership_upgraded', 'card_expiring', 'late_payment']);

-- Mails to the company and to where its invoices go, each address once. In: company, kind, data, a key that makes it happen once.
create function private.tell_payer(account uuid, kind text, data jsonb, once text) returns void language sql security definer set search_path = '' as $$
  select private.enqueue_mail(tell_payer.kind, address, company.locale,
    tell_payer.data || jsonb_build_object('company_name', company.company_name, 'contact_name', company.contact_name), tell_payer.once || ':' || address, company.id)
  from public.accounts company, lateral (
    select lower(company.email) as address
    union select lower(billing.invoice_email) from public.billing_profiles billing where billing.account_id = company.id) as addresses
  where company.id = tell_payer.account
$$;
