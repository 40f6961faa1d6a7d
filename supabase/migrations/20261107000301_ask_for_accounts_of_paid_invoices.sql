-- Why: news come in any order. Whether an invoice was seen open first or paid must not decide which account stands on its files.

-- The first issued invoice in euros or pounds asks Stripe for the company's account, in whatever state it is seen first.
drop trigger ask_for_bank_account_on_insert on public.invoices;
drop trigger ask_for_bank_account_on_update on public.invoices;
create trigger ask_for_bank_account_on_insert after insert on public.invoices
  for each row when (new.status <> 'draft' and new.currency in ('EUR', 'GBP')) execute function private.ask_for_bank_account();
create trigger ask_for_bank_account_on_update after update of status on public.invoices
  for each row when (old.status = 'draft' and new.status <> 'draft' and new.currency in ('EUR', 'GBP')) execute function private.ask_for_bank_account();

-- Result: holder, iban, bic, account_number, sort_code. It stands on the issued invoices of its currency that came before it.
create or replace function private.after_open_bank_account(call private.stripe_calls, result jsonb) returns void language sql set search_path = '' as $$
  insert into public.bank_accounts (account_id, currency, holder, iban, bic, account_number, sort_code)
  values (call.account_id, call.parameters ->> 'currency', result ->> 'holder', result ->> 'iban', result ->> 'bic', result ->> 'account_number', result ->> 'sort_code')
  on conflict (account_id, currency) do update set holder = excluded.holder, iban = excluded.iban, bic = excluded.bic,
    account_number = excluded.account_number, sort_code = excluded.sort_code;
  update public.invoices invoice set payment_account = to_jsonb(bank) - array['account_id', 'currency', 'learned_at'], mirrored_at = now() from public.bank_accounts bank
  where bank.account_id = call.account_id and bank.currency = call.parameters ->> 'currency' and invoice.account_id = bank.account_id
    and invoice.currency = bank.currency and invoice.status <> 'draft' and invoice.payment_account is null
$$;
