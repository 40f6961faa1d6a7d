-- Why: a credit note is a document like an invoice: bookkeepers need its number, its amounts and its lines, and an invoice that was credited must say so.

create table public.credit_notes (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  invoice_id uuid not null references public.invoices (id) on delete restrict,
  stripe_credit_note_id text not null unique,
  number text not null,
  status text not null,
  currency text not null,
  subtotal_minor integer not null,
  tax_minor integer not null,
  total_minor integer not null,
  to_balance_minor integer not null default 0,
  issued_at timestamptz not null,
  issued_on date not null,
  memo text,
  pdf_url text,
  taxes jsonb not null default '[]',
  lines jsonb not null default '[]',
  mirrored_at timestamptz not null default now(),
  constraint credit_notes_status_known check (status in ('issued', 'void')),
  constraint credit_notes_total_positive check (total_minor > 0),
  constraint credit_notes_adds_up check (subtotal_minor + tax_minor = total_minor)
);
comment on table public.credit_notes is 'Mirror of Stripe''s credit notes, as issued. Amounts in the smallest unit of currency (R10, R11).';
comment on column public.credit_notes.id is 'Id of the credit note here.';
comment on column public.credit_notes.account_id is 'The company.';
comment on column public.credit_notes.invoice_id is 'The invoice it credits.';
comment on column public.credit_notes.stripe_credit_note_id is 'Id at Stripe: search for it there.';
comment on column public.credit_notes.number is 'Number printed on it.';
comment on column public.credit_notes.status is 'issued or void.';
comment on column public.credit_notes.currency is 'Currency of all amounts of the row.';
comment on column public.credit_notes.subtotal_minor is 'Before tax, in cents.';
comment on column public.credit_notes.tax_minor is 'Tax, in cents.';
comment on column public.credit_notes.total_minor is 'With tax, in cents.';
comment on column public.credit_notes.to_balance_minor is 'How much of it became credit of the company for its next invoices, in cents.';
comment on column public.credit_notes.issued_at is 'When it was issued.';
comment on column public.credit_notes.issued_on is 'Its date: the day of issued_at in the company''s own time zone.';
comment on column public.credit_notes.memo is 'What it says about itself.';
comment on column public.credit_notes.pdf_url is 'The credit note as PDF.';
comment on column public.credit_notes.taxes is 'Its taxes: rate in per cent, reason, taxable and tax in cents.';
comment on column public.credit_notes.lines is 'Its lines: description, quantity, amount and tax in cents.';
comment on column public.credit_notes.mirrored_at is 'When news from Stripe last changed the row.';
create index credit_notes_account on public.credit_notes (account_id, issued_at desc);
create index credit_notes_invoice on public.credit_notes (invoice_id);
alter table public.credit_notes enable row level security;
create policy "Owners and billing see their company's credit notes" on public.credit_notes for select to authenticated
  using (account_id = any ((select private.my_accounts('owner', 'billing'))::uuid[]));
grant select (id, account_id, invoice_id, number, status, currency, subtotal_minor, tax_minor, total_minor, to_balance_minor, issued_at, issued_on, memo, pdf_url, taxes, lines)
  on public.credit_notes to authenticated;

-- An issued credit note stays as it is; it can only become void, by news from Stripe.
create function private.guard_credit_note() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or new.mirrored_at is distinct from now() or (old.status = 'void' and new.status <> 'void')
     or (to_jsonb(new) - array['status', 'mirrored_at', 'pdf_url']) is distinct from (to_jsonb(old) - array['status', 'mirrored_at', 'pdf_url']) then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Credit notes stay on record. Void one at Stripe; the portal follows.';
  end if;
  return new;
end
$$;
create trigger guard_credit_note before update or delete on public.credit_notes for each row execute function private.guard_credit_note();
create trigger refuse_truncate before truncate on public.credit_notes for each statement execute function private.refuse_truncate();

-- Mirrors one credit note as Stripe shows it now; repeated and late news change nothing. In: stripe_credit_note_id, stripe_invoice_id, number, status,
-- currency, amounts in the smallest unit, issued_at (ISO), memo, pdf_url, taxes, lines. Out: our id; null when the invoice is not in the mirror.
create function service.mirror_credit_note(news jsonb) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  facts public.credit_notes := jsonb_populate_record(null::public.credit_notes, news);
  known uuid;
begin
  insert into public.credit_notes as mirror (account_id, invoice_id, stripe_credit_note_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
    to_balance_minor, issued_at, issued_on, memo, pdf_url, taxes, lines)
  select invoice.account_id, invoice.id, facts.stripe_credit_note_id, facts.number, facts.status, invoice.currency, facts.subtotal_minor, facts.tax_minor,
    facts.total_minor, coalesce(facts.to_balance_minor, 0), facts.issued_at, (facts.issued_at at time zone country.time_zone)::date, facts.memo, facts.pdf_url, coalesce(facts.taxes, '[]'), coalesce(facts.lines, '[]')
  from public.invoices invoice
  join public.accounts account on account.id = invoice.account_id
  join public.countries country on country.code = account.country
  where invoice.stripe_invoice_id = news ->> 'stripe_invoice_id'
  on conflict (stripe_credit_note_id) do update set
    status = case when mirror.status = 'void' then mirror.status else excluded.status end, pdf_url = excluded.pdf_url, mirrored_at = now()
  returning id into known;
  return known;
end
$$;
grant execute on function service.mirror_credit_note to service_role;
