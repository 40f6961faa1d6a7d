-- Why: a suspended company reads and writes nothing but what leads to paying (R13): billing details, cards, payments, its renewal, and a call for help. People
-- can still be removed and leave, and who is to pay can be invited: who may act for a company is a matter of safety. Enforced here, whatever page or function
-- the change comes from.

-- In: the roles it holds for. Jobs and the desk go on, and what another company does may still change a row of this one (a serial given up goes to the next
-- claim): only its own people are refused.
create function private.refuse_suspended_company() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('role', true) = any (tg_argv) and exists (select from public.memberships where account_id = new.account_id and state = 'suspended')
     and (current_setting('role', true) <> 'authenticated' or new.account_id = any (private.my_accounts())) then
    raise sqlstate 'PT409' using message = 'membership_suspended', hint = 'Pay the open invoice; everything works again at once.';
  end if;
  return new;
end
$$;
-- Definer, all: whoever writes the row may not see the membership.
create function private.refuse_suspended_account() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('role', true) = 'authenticated' and exists (select from public.memberships where account_id = new.id and state = 'suspended') then
    raise sqlstate 'PT409' using message = 'membership_suspended', hint = 'Pay the open invoice; everything works again at once.';
  end if;
  return new;
end
$$;
-- A file writes hundreds of products in one statement: they are looked at together.
create function private.refuse_suspended_products() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if current_setting('role', true) = 'authenticated' and exists (
    select from (select distinct account_id from added) as companies
    join public.memberships membership on membership.account_id = companies.account_id and membership.state = 'suspended') then
    raise sqlstate 'PT409' using message = 'membership_suspended', hint = 'Pay the open invoice; everything works again at once.';
  end if;
  return null;
end
$$;

create trigger refuse_suspended_company after insert on public.products
  referencing new table as added for each statement execute function private.refuse_suspended_products();
create trigger refuse_suspended_change after update on public.products for each row execute function private.refuse_suspended_company('authenticated');
create trigger refuse_suspended_company after insert on public.product_releases for each row execute function private.refuse_suspended_company('authenticated');
create trigger refuse_suspended_company after insert on private.imports for each row execute function private.refuse_suspended_company('authenticated');
create trigger refuse_suspended_company after insert on private.migrations for each row execute function private.refuse_suspended_company('authenticated');
create trigger refuse_suspended_company after insert on public.purchase_proofs
  for each row execute function private.refuse_suspended_company('authenticated', 'service_role');
create trigger refuse_suspended_company after insert on public.account_invites
  for each row when (new.role in ('products', 'viewer')) execute function private.refuse_suspended_company('authenticated');
create trigger refuse_suspended_account after update of company_name, contact_name on public.accounts
  for each row when (new.company_name <> old.company_name or new.contact_name <> old.contact_name) execute function private.refuse_suspended_account();
