-- Why: when a card holder tells the bank that a charge was not his, the bank takes the money back and gives us days to answer. Finance must see it here,
-- beside the invoice, and not find it in the payment service's mailbox.

create table private.payment_disputes (
  stripe_dispute_id text primary key,
  account_id uuid not null references public.accounts (id) on delete restrict,
  invoice_id uuid not null references public.invoices (id) on delete restrict,
  stripe_charge_id text,
  amount_minor integer not null,
  currency text not null,
  reason text not null,
  status text not null,
  opened_at timestamptz not null,
  answer_by timestamptz,
  closed_at timestamptz,
  read_at timestamptz not null,
  mirrored_at timestamptz not null default now(),
  constraint payment_disputes_currency_is_iso check (currency ~ '^[A-Z]{3}$')
);
comment on table private.payment_disputes is 'Charges that a card holder disputes at his bank, as Stripe shows them (R11). Staff see them in support.card_disputes.';
create index payment_disputes_account on private.payment_disputes (account_id);
create index payment_disputes_invoice on private.payment_disputes (invoice_id);
create index payment_disputes_open on private.payment_disputes (answer_by) where closed_at is null;
create trigger refuse_delete before delete on private.payment_disputes for each row execute function private.refuse_delete();
create trigger refuse_truncate before truncate on private.payment_disputes for each statement execute function private.refuse_truncate();
create trigger audit after insert or update on private.payment_disputes for each row execute function private.write_audit();

create function private.is_dispute_closed(status text) returns boolean language sql immutable set search_path = '' as $$
  select status in ('won', 'lost', 'prevented', 'warning_closed')
$$;

-- Stripe decides; a hand does not. The mirror stamps what it writes with the moment, and a decision stays decided.
create function private.guard_payment_dispute() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.mirrored_at is distinct from now()
     or (tg_op = 'UPDATE' and (new.stripe_dispute_id, new.account_id, new.invoice_id) is distinct from (old.stripe_dispute_id, old.account_id, old.invoice_id)) then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Answer the dispute at Stripe; the portal follows.';
  end if;
  return new;
end
$$;
create trigger guard_payment_dispute before insert or update on private.payment_disputes for each row execute function private.guard_payment_dispute();

-- Mirrors a dispute; news that were read at Stripe earlier than what is known, or of one that is decided, change nothing. Those of invoices that are not
-- ours are ignored. In: stripe_dispute_id, stripe_charge_id, stripe_invoice_id, amount_minor, currency, reason, status, opened_at, answer_by, read_at (ISO).
create function service.mirror_dispute(news jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  facts private.payment_disputes := jsonb_populate_record(null::private.payment_disputes, news);
begin
  insert into private.payment_disputes as known (stripe_dispute_id, account_id, invoice_id, stripe_charge_id, amount_minor, currency, reason, status, opened_at,
    answer_by, closed_at, read_at)
  select facts.stripe_dispute_id, invoice.account_id, invoice.id, facts.stripe_charge_id, facts.amount_minor, facts.currency, facts.reason, facts.status,
         facts.opened_at, facts.answer_by, case when private.is_dispute_closed(facts.status) then now() end, facts.read_at
  from public.invoices invoice where invoice.stripe_invoice_id = news ->> 'stripe_invoice_id'
  on conflict (stripe_dispute_id) do update set
    amount_minor = excluded.amount_minor, reason = excluded.reason, status = excluded.status, answer_by = excluded.answer_by,
    closed_at = excluded.closed_at, read_at = excluded.read_at, mirrored_at = now()
  where known.closed_at is null and known.read_at <= excluded.read_at and (known.status, known.amount_minor, known.reason, known.answer_by)
    is distinct from (excluded.status, excluded.amount_minor, excluded.reason, excluded.answer_by);
end
$$;
grant execute on function service.mirror_dispute to service_role;
