-- Why: Stripe is the book of record; this mirror only ever moves forward (R11). The job that charges cards keeps its own state beside it.

create table public.invoices (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  membership_id uuid references public.memberships (id) on delete restrict,
  stripe_invoice_id text not null unique,
  number text,
  status text not null,
  currency text not null,
  subtotal_minor integer not null,
  tax_minor integer not null,
  total_minor integer not null,
  amount_due_minor integer not null,
  amount_paid_minor integer not null,
  issued_at timestamptz,
  due_at timestamptz,
  due_on date,
  paid_at timestamptz,
  hosted_url text,
  pdf_url text,
  created_at timestamptz not null default now(),
  mirrored_at timestamptz not null default now(),
  constraint invoices_status_known check (status in ('draft', 'open', 'uncollectible', 'void', 'paid')),
  constraint invoices_currency_is_iso check (currency ~ '^[A-Z]{3}$')
);
comment on table public.invoices is 'Mirror of Stripe''s invoices, amounts in the smallest unit of currency (R10, R11).';
comment on column public.invoices.due_on is 'Due date in the company''s own time zone.';
create index invoices_account on public.invoices (account_id, created_at desc, id);
create index invoices_membership on public.invoices (membership_id);

create table private.invoice_charges (
  invoice_id uuid primary key references public.invoices (id) on delete restrict,
  attempts integer not null default 0,
  first_attempt_at timestamptz not null,
  next_attempt_at timestamptz not null,
  leased_until timestamptz,
  stopped_at timestamptz,
  last_error text
);
comment on table private.invoice_charges is 'When the saved card of an open invoice is charged next. Times are those of the jobs'' clock.';
create index invoice_charges_due on private.invoice_charges (next_attempt_at) where stopped_at is null;

alter table public.invoices enable row level security;
create policy "Owners and billing see their company's invoices" on public.invoices for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
grant select (id, account_id, membership_id, number, status, currency, subtotal_minor, tax_minor, total_minor, amount_due_minor, amount_paid_minor,
  issued_at, due_at, due_on, paid_at, hosted_url, pdf_url, created_at) on public.invoices to authenticated;

-- How far an invoice has come; unknown to us counts as before everything.
create function private.invoice_rank(status text) returns integer language sql immutable set search_path = '' as $$
  select case when status is null then -1 when status = 'draft' then 0 when status = 'open' then 1 when status = 'uncollectible' then 2 else 3 end
$$;

-- Mirrors one invoice as Stripe shows it now. Older or repeated news changes nothing. Mails go out once: issued, paid.
-- In: stripe_invoice_id, membership_id or stripe_subscription_id or stripe_customer_id, number, status, currency, amounts in the smallest unit,
-- issued_at, due_at, paid_at (ISO), hosted_url, pdf_url. Out: our id, null when the customer is not ours.
create function service.mirror_invoice(news jsonb) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  facts public.invoices := jsonb_populate_record(null::public.invoices, news);
  home record;
  known_membership uuid;
  known_account uuid;
  addressee uuid;
  mirrored public.invoices;
  before text;
begin
  -- Found by keys first; one query with "or" would read every company for every event.
  select id, account_id into known_membership, known_account from public.memberships where id = facts.membership_id;
  if not found then
    select id, account_id into known_membership, known_account from public.memberships where stripe_subscription_id = news ->> 'stripe_subscription_id';
  end if;
  -- An invoice belongs to the company it is addressed to, whatever membership its metadata names: that can be copied by hand at Stripe (R15).
  select account_id into addressee from private.stripe_customers where stripe_customer_id = news ->> 'stripe_customer_id';
  if addressee <> known_account then
    known_membership := null;
  end if;
  known_account := coalesce(addressee, known_account);
  select account.id as account_id, membership.id as membership_id, account.company_name, account.locale, country.time_zone,
         coalesce(billing.invoice_email, account.email) as invoice_email, membership.payment_method, settings.charge_hour
  into home
  from public.accounts account
  join public.countries country on country.code = account.country
  cross join public.programme_settings settings
  left join public.billing_profiles billing on billing.account_id = account.id
  left join public.memberships membership on membership.id = known_membership
  where account.id = known_account;
  if not found then
    return null;
  end if;

  -- One at a time per invoice, so that two events cannot both believe to be the first.
  perform pg_advisory_xact_lock(hashtextextended(facts.stripe_invoice_id, 7));
  select status into before from public.invoices where stripe_invoice_id = facts.stripe_invoice_id;
  if private.invoice_rank(before) > private.invoice_rank(facts.status) then
    return (select id from public.invoices where stripe_invoice_id = facts.stripe_invoice_id);
  end if;

  insert into public.invoices as mirror (account_id, membership_id, stripe_invoice_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
    amount_due_minor, amount_paid_minor, issued_at, due_at, due_on, paid_at, hosted_url, pdf_url)
  values (home.account_id, home.membership_id, facts.stripe_invoice_id, facts.number, facts.status, upper(facts.currency), facts.subtotal_minor,
    facts.tax_minor, facts.total_minor, facts.amount_due_minor, facts.amount_paid_minor, facts.issued_at, facts.due_at,
    (facts.due_at at time zone home.time_zone)::date, facts.paid_at, facts.hosted_url, facts.pdf_url)
  on conflict (stripe_invoice_id) do update set
    membership_id = coalesce(mirror.membership_id, excluded.membership_id), number = excluded.number, status = excluded.status,
    subtotal_minor = excluded.subtotal_minor, tax_minor = excluded.tax_minor, total_minor = excluded.total_minor,
    amount_due_minor = excluded.amount_due_minor, amount_paid_minor = greatest(mirror.amount_paid_minor, excluded.amount_paid_minor),
    issued_at = excluded.issued_at, due_at = excluded.due_at, due_on = excluded.due_on, paid_at = excluded.paid_at,
    hosted_url = excluded.hosted_url, pdf_url = excluded.pdf_url, mirrored_at = now()
  returning * into mirrored;

  if mirrored.status = 'open' and mirrored.total_minor > 0 then
    if home.payment_method = 'card' and mirrored.due_on is not null then
      insert into private.invoice_charges (invoice_id, first_attempt_at, next_attempt_at)
      select mirrored.id, moment, moment
      from (select (mirrored.due_on + make_interval(hours => home.charge_hour)) at time zone home.time_zone as moment) as due
      on conflict (invoice_id) do nothing;
    end if;
    perform private.enqueue_mail('invoice_issued', home.invoice_email, home.locale, jsonb_build_object('company_name', home.company_name,
      'number', mirrored.number, 'total_minor', mirrored.total_minor, 'currency', mirrored.currency, 'due_on', mirrored.due_on,
      'hosted_url', mirrored.hosted_url, 'payment_method', home.payment_method), 'invoice_issued:' || mirrored.id, home.account_id);
  elsif mirrored.status = 'paid' and mirrored.total_minor > 0 then
    perform private.enqueue_mail('invoice_paid', home.invoice_email, home.locale, jsonb_build_object('company_name', home.company_name,
      'number', mirrored.number, 'total_minor', mirrored.total_minor, 'currency', mirrored.currency, 'paid_at', mirrored.paid_at,
      'hosted_url', mirrored.hosted_url), 'invoice_paid:' || mirrored.id, home.account_id);
  end if;
  return mirrored.id;
end
$$;

-- Takes up to `max` open invoices whose card is to be charged by the moment `at`, each for two minutes; attempts counts this one. An ended membership's
-- card is left alone: whether its invoice is still owed, support decides with Stripe.
create function service.lease_due_charges(at timestamptz, max integer)
returns table (invoice_id uuid, stripe_invoice_id text, attempt integer, payment_method_id text)
language sql security definer set search_path = '' as $$
  with due as (
    select charge.invoice_id from private.invoice_charges charge
    join public.invoices invoice on invoice.id = charge.invoice_id and invoice.status = 'open'
    join public.memberships membership on membership.id = invoice.membership_id and membership.payment_method = 'card' and membership.state <> 'ended'
    join private.stripe_customers customer on customer.account_id = invoice.account_id and customer.default_payment_method_id is not null
    where charge.stopped_at is null and charge.next_attempt_at <= lease_due_charges.at
      and (charge.leased_until is null or charge.leased_until < now())
    order by charge.next_attempt_at limit lease_due_charges.max
    for update of charge skip locked
  ), leased as (
    update private.invoice_charges charge set attempts = charge.attempts + 1, leased_until = now() + interval '2 minutes'
    from due where charge.invoice_id = due.invoice_id returning charge.*
  )
  select leased.invoice_id, invoice.stripe_invoice_id, leased.attempts, customer.default_payment_method_id
  from leased
  join public.invoices invoice on invoice.id = leased.invoice_id
  join private.stripe_customers customer on customer.account_id = invoice.account_id
$$;

-- Reports what became of a charge: 'paid', 'declined' (next try as settings say, at most their number), 'refused' (hard: no more tries until the
-- card changes), 'action_required' (the bank wants to see the member), 'unreachable' (not tried; again at once).
create function service.report_charge(for_invoice uuid, outcome text, error text, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  retry_days integer[];
  charge private.invoice_charges;
begin
  select charge_retry_days into retry_days from public.programme_settings;
  update private.invoice_charges c set
    leased_until = null,
    last_error = left(error, 500),
    attempts = case when outcome = 'unreachable' then c.attempts - 1 else c.attempts end,
    stopped_at = case when outcome in ('paid', 'refused', 'action_required') or (outcome = 'declined' and c.attempts > cardinality(retry_days)) then at end,
    next_attempt_at = case when outcome = 'declined' and c.attempts <= cardinality(retry_days)
      then c.first_attempt_at + make_interval(days => retry_days[c.attempts]) else c.next_attempt_at end
  where c.invoice_id = for_invoice returning * into charge;
  if outcome in ('declined', 'refused', 'action_required') then
    perform private.enqueue_mail(case outcome when 'action_required' then 'card_action_required' else 'card_declined' end,
      coalesce(billing.invoice_email, account.email), account.locale, jsonb_build_object('company_name', account.company_name, 'number', invoice.number,
        'total_minor', invoice.total_minor, 'currency', invoice.currency, 'hosted_url', invoice.hosted_url,
        'next_attempt_on', case when charge.stopped_at is null then charge.next_attempt_at end),
      outcome || ':' || invoice.id || ':' || charge.attempts, account.id)
    from public.invoices invoice
    join public.accounts account on account.id = invoice.account_id
    left join public.billing_profiles billing on billing.account_id = account.id
    where invoice.id = for_invoice;
  end if;
end
$$;

-- Stores the card Stripe keeps for a customer; the newest wins, and with another card charges that had stopped are tried again. Unknown customers
-- are ignored.
create function service.save_card(customer text, payment_method text, brand text, last4 text, expiry_month integer, expiry_year integer)
returns void language plpgsql security definer set search_path = '' as $$
declare
  home uuid;
  known text;
begin
  select account_id, default_payment_method_id into home, known from private.stripe_customers where stripe_customer_id = customer for no key update;
  if not found then
    return;
  end if;
  update private.stripe_customers set default_payment_method_id = payment_method where account_id = home;
  insert into public.saved_cards (account_id, brand, last4, expiry_month, expiry_year)
  values (home, save_card.brand, save_card.last4, save_card.expiry_month, save_card.expiry_year)
  on conflict (account_id) do update set
    brand = excluded.brand, last4 = excluded.last4, expiry_month = excluded.expiry_month, expiry_year = excluded.expiry_year, saved_at = now();
  -- News of the card that is known already (they come several times, and late) are no reason to charge it again after it was refused.
  update private.invoice_charges charge set stopped_at = null
  from public.invoices invoice
  where invoice.id = charge.invoice_id and invoice.account_id = home and invoice.status = 'open' and charge.stopped_at is not null
    and payment_method is distinct from known;
end
$$;

grant execute on function service.mirror_invoice, service.lease_due_charges, service.report_charge, service.save_card to service_role;
