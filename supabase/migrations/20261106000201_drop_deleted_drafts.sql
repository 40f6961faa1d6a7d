-- Why: a draft that was deleted at Stripe is nothing any more. In the mirror it would wait for ever to be issued, and keep the company from closing its account.

-- R11: Stripe is the book of record. The mirror stamps what it writes with the moment; a hand does not. Only a draft may go, and only by drop_draft.
create or replace function private.guard_invoice() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op <> 'UPDATE' then
    if old.status = 'draft' and current_setting('private.dropping_draft', true) = old.id::text then
      return old;
    end if;
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

-- Takes a draft out of the mirror that Stripe has no more. In: its id at Stripe. Nothing happens to an issued invoice, or one that is not known. What was
-- read before the deletion does not bring it back.
create function service.drop_draft(invoice text) returns void language plpgsql security definer set search_path = '' as $$
declare
  draft uuid;
begin
  perform private.claim_read(invoice, null);
  select id into draft from public.invoices where stripe_invoice_id = drop_draft.invoice and status = 'draft' for update;
  if found then
    perform set_config('private.dropping_draft', draft::text, true);
    delete from public.invoices where id = draft;
    perform set_config('private.dropping_draft', '', true);
  end if;
end
$$;
grant execute on function service.drop_draft to service_role;
