-- Why: a draft that was deleted at Stripe is nothing any more. In the mirror it would wait for ever to be issued, and keep the company from closing its account.

-- R11: an invoice stays on record, but for a draft that drop_draft takes out.
drop trigger guard_invoice on public.invoices;
create trigger guard_invoice before update on public.invoices for each row execute function private.guard_invoice();
create trigger keep_invoice before delete on public.invoices for each row
  when (old.status <> 'draft' or current_setting('private.dropping_draft', true) is distinct from old.id::text) execute function private.guard_invoice();

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
