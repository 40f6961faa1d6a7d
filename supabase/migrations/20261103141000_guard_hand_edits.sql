-- Why: a hand in the table editor cannot break the programme's rules: what is wrong is refused or put right, and every change is in the log.

-- An audit row is written by a trigger and by nobody else: a hand could otherwise put words into the log.
create function private.refuse_audit_insert() returns trigger language plpgsql set search_path = '' as $$
begin
  if pg_trigger_depth() < 2 then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'The log writes itself.';
  end if;
  return new;
end
$$;
create trigger refuse_audit_insert before insert on private.audit_log for each row execute function private.refuse_audit_insert();

-- Watched from now on as well.
create trigger audit after insert or update or delete on public.countries for each row execute function private.write_audit();
create trigger audit after insert or update or delete on public.dealers for each row execute function private.write_audit();
create trigger audit after update or delete on public.saved_cards for each row execute function private.write_audit();
create trigger audit after update or delete on public.support_cases for each row execute function private.write_audit();
create trigger audit after update on public.invoices for each row
  when ((old.status, old.total_minor, old.amount_paid_minor, old.due_at) is distinct from (new.status, new.total_minor, new.amount_paid_minor, new.due_at))
  execute function private.write_audit();
create trigger audit after insert on public.point_entries for each row when (new.kind = 'adjustment') execute function private.write_audit();
create trigger audit after update or delete on private.legacy_accounts for each row execute function private.write_audit();
create trigger audit after delete on private.legacy_products for each row execute function private.write_audit();
create trigger audit_update after update on private.legacy_products for each row
  when ((old.legacy_account_id, old.model_id, old.serial_number) is distinct from (new.legacy_account_id, new.model_id, new.serial_number))
  execute function private.write_audit();
create trigger audit after update on private.legacy_proofs for each row when (old.proven_at is distinct from new.proven_at) execute function private.write_audit();
create trigger audit after insert or update or delete on private.stripe_customers for each row execute function private.write_audit();
create trigger audit after insert or update or delete on support.staff for each row execute function private.write_audit();
create trigger audit after update on support.settings for each row execute function private.write_audit();

-- R11: Stripe is the book of record. The mirror stamps what it writes with the moment; a hand does not.
create function private.guard_invoice() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op <> 'UPDATE' then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Invoices stay on record. Void one at Stripe; the portal follows.';
  elsif new.mirrored_at is distinct from now()
     or (new.id, new.account_id, new.stripe_invoice_id, new.currency, new.created_at) is distinct from (old.id, old.account_id, old.stripe_invoice_id, old.currency, old.created_at)
     or new.membership_id is distinct from coalesce(old.membership_id, new.membership_id) then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Change the invoice at Stripe; the portal follows.';
  elsif private.invoice_rank(new.status) < private.invoice_rank(old.status)
     or (private.invoice_rank(old.status) = 3 and new.status <> old.status)
     or new.amount_paid_minor < old.amount_paid_minor
     or (old.status <> 'draft' and (new.subtotal_minor, new.tax_minor, new.total_minor) is distinct from (old.subtotal_minor, old.tax_minor, old.total_minor)) then
    raise sqlstate 'PT409' using message = 'not_allowed', hint = 'An invoice only moves forward, and its amounts are fixed once it is issued.';
  end if;
  return new;
end
$$;
create trigger guard_invoice before update or delete on public.invoices for each row execute function private.guard_invoice();

-- R8, R10: price, currency and term are what was agreed. A new price comes with another tier or another term; a term grows by whole terms.
create function private.guard_membership_terms() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  months integer := (select term_months from public.programme_settings);
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
-- Definer: it reads the settings. After guard_membership, whose refusals are more to the point.
create trigger guard_membership_terms before update on public.memberships for each row execute function private.guard_membership_terms();

-- R5: who has a serial changes by a decision, a transfer or a removal; never by a word typed over another one.
create function private.guard_product() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.claim = 'held' and new.claim = 'disputed' and new.model_id = old.model_id and new.serial_number is not distinct from old.serial_number then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Use support.resolve_dispute.';
  end if;
  new.id := old.id;
  return new;
end
$$;
create trigger guard_product before update on public.products for each row execute function private.guard_product();

-- A price somebody joined at is part of the record; the next one is another row with its own dates.
create function private.guard_tier_price() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if (tg_op = 'DELETE' or (new.tier_code, new.currency, new.amount_minor, new.valid_from) is distinct from (old.tier_code, old.currency, old.amount_minor, old.valid_from))
     and exists (select from public.memberships membership where membership.tier_code = old.tier_code and membership.currency = old.currency
                 and membership.amount_minor = old.amount_minor and membership.starts_on >= old.valid_from
                 and (old.valid_until is null or membership.starts_on <= old.valid_until)) then
    raise sqlstate 'PT409' using message = 'price_in_use', hint = 'Members joined at this price: set valid_until, and add a row for the new price.';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger guard_tier_price before update or delete on public.tier_prices for each row execute function private.guard_tier_price();

-- Billing details are corrected, never taken away: an invoice may be on its way.
create function private.refuse_delete() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Rows of this table are kept. Correct the row instead.';
end
$$;
create trigger refuse_delete before delete on public.billing_profiles for each row execute function private.refuse_delete();
create trigger refuse_delete before delete on public.support_cases for each row execute function private.refuse_delete();
create trigger refuse_delete before delete on support.staff for each row execute function private.refuse_delete();

-- What a member wrote to the desk stays as he wrote it; where it stands and what it is about may change.
create function private.guard_support_case() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.id, new.case_number, new.message, new.email, new.created_at) is distinct from (old.id, old.case_number, old.message, old.email, old.created_at) then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Only state, topic, account_id and product_id change.';
  end if;
  return new;
end
$$;
create trigger guard_support_case before update on public.support_cases for each row execute function private.guard_support_case();

-- A company's money goes to its own customer at Stripe.
create function private.guard_stripe_customer() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.account_id, new.stripe_customer_id) is distinct from (old.account_id, old.stripe_customer_id) then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'A company keeps its customer at Stripe.';
  end if;
  return new;
end
$$;
create trigger guard_stripe_customer before update on private.stripe_customers for each row execute function private.guard_stripe_customer();

-- The moment of consent and the address an account was opened with are facts; a company's id is on its invoices.
create function private.guard_account() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.id, new.created_at, new.terms_accepted_at) is distinct from (old.id, old.created_at, old.terms_accepted_at) then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'When an account was opened and the terms accepted is a fact.';
  elsif new.country <> old.country and exists (select from public.memberships where account_id = old.id and state <> 'ended') then
    raise sqlstate 'PT409' using message = 'membership_running', hint = 'The country decides the currency: it changes when the membership has ended.';
  elsif old.closed_at is null and new.closed_at is not null then
    perform private.require_closable(old);
  end if;
  return new;
end
$$;
create trigger guard_account before update on public.accounts for each row execute function private.guard_account();

-- Nobody empties a table at a stroke; the tables that had no such guard get one.
create function private.refuse_truncate() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Tables are never emptied.';
end
$$;
do $$
declare
  guarded regclass;
begin
  for guarded in
    select class.oid::regclass from pg_class class
    where class.relkind = 'r' and class.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'support'::regnamespace)
      and not exists (select from pg_trigger existing where existing.tgrelid = class.oid and existing.tgtype & 32 = 32 and not existing.tgisinternal)
  loop
    execute format('create trigger refuse_truncate before truncate on %s for each statement execute function private.refuse_truncate()', guarded);
  end loop;
end
$$;
