-- Why: who reads that an invoice is unpaid is led to that invoice, not to a list in which he has to find it.

-- Definer: members read only some columns of the membership.
create or replace function private.my_renewal(for_account uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  held public.memberships;
  unpaid public.invoices;
  is_payer boolean := for_account = any (private.my_accounts('owner', 'billing'));
begin
  if for_account is null or not for_account = any (private.my_accounts()) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select * into held from public.memberships where account_id = for_account and state <> 'ended';
  if not found then
    return null;
  end if;
  unpaid := private.oldest_unpaid(held.id);
  if unpaid.id is null then
    -- Nothing is owed, but one may wait for support: of that the page speaks too.
    select * into unpaid from public.invoices invoice
    where invoice.membership_id = held.id and invoice.status = 'open' and invoice.total_minor > 0 and invoice.due_on is not null
      and private.waits_for_support(invoice.id)
    order by invoice.due_on, invoice.created_at limit 1;
  end if;
  return private.describe_renewal(held) || jsonb_build_object(
    'unpaid', case when is_payer then private.dunning_data(held, unpaid) || jsonb_build_object('invoice_id', unpaid.id)
      || (select to_jsonb(tried) from private.describe_charge(unpaid) as tried) end,
    'card_in_use_until', case when is_payer then private.card_needed_until(held) end);
end
$$;
