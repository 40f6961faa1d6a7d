-- Why: what a tier costs with tax is shown before the member commits. Stripe computes it; the answer for a price and a place is kept for a day, so that typing
-- in a form asks Stripe little.

create table private.price_quotes (
  key text primary key,
  quote jsonb not null,
  made_at timestamptz not null default now()
);
comment on table private.price_quotes is 'What Stripe said a price costs with tax in a place; good for a day.';
create trigger refuse_truncate before truncate on private.price_quotes for each statement execute function private.refuse_truncate();

-- What there is to ask for a quote. In: person, company, tier, key of the place. Out: currency, amount_minor (before tax), days of the first invoice and of its
-- due date, and the quote that is known for the place, or null. Errors: not_allowed, tier_not_offered, price_missing.
create function service.find_quote(person uuid, for_account uuid, tier text, place text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  home record;
  price integer;
begin
  select country.currency, settings.days_until_due, ((now() + interval '1 hour') at time zone country.time_zone)::date as issued_on into home
  from public.accounts account
  join public.countries country on country.code = account.country
  join public.account_members member on member.account_id = account.id and member.user_id = person and member.role in ('owner', 'billing')
  cross join public.programme_settings settings
  where account.id = for_account;
  if not found then
    raise sqlstate 'PT403' using message = 'not_allowed';
  elsif not exists (select from public.tiers where code = tier) then
    raise sqlstate 'PT422' using message = 'tier_not_offered';
  end if;
  price := private.tier_price(tier, home.currency, home.issued_on);
  if price is null then
    raise sqlstate 'PT409' using message = 'price_missing';
  end if;
  return jsonb_build_object('currency', home.currency, 'amount_minor', price, 'issued_on', home.issued_on, 'due_on', home.issued_on + home.days_until_due,
    'quote', (select known.quote from private.price_quotes known where known.key = home.currency || ':' || price || ':' || place and known.made_at > now() - interval '1 day'));
end
$$;

-- Keeps what Stripe said, and forgets what is older than a day.
create function service.keep_quote(currency text, amount_minor integer, place text, quote jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from private.price_quotes where made_at < now() - interval '1 day';
  insert into private.price_quotes as known (key, quote) values (keep_quote.currency || ':' || keep_quote.amount_minor || ':' || place, keep_quote.quote)
  on conflict (key) do update set quote = excluded.quote, made_at = now();
end
$$;
grant execute on function service.find_quote, service.keep_quote to service_role;

-- An issued invoice (or one of its credit notes) as it was printed, for a file of it. In: person, company, invoice, credit note or null.
-- Out: { invoice, lines, credit_note, issued_on, bank }, nothing of it as it is today. Errors: not_allowed, invoice_not_found.
create function service.read_issued_invoice(person uuid, for_account uuid, invoice uuid, credit_note uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  answer jsonb;
begin
  if not exists (select from public.account_members where account_id = for_account and user_id = person and role in ('owner', 'billing')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select jsonb_build_object('invoice', to_jsonb(issued) || jsonb_build_object('due_on', issued.printed_due_on), 'lines', coalesce((select jsonb_agg(to_jsonb(line) order by line.position)
                            from public.invoice_lines line where line.invoice_id = issued.id), '[]'), 'credit_note', to_jsonb(note), 'issued_on', issued.issued_on, 'bank', issued.payment_account)
  into answer
  from public.invoices issued
  left join public.credit_notes note on note.id = credit_note and note.invoice_id = issued.id
  where issued.id = invoice and issued.account_id = for_account and issued.frozen_at is not null and (credit_note is null or note.id is not null);
  if answer is null then
    raise sqlstate 'PT404' using message = 'invoice_not_found';
  end if;
  return answer;
end
$$;
grant execute on function service.read_issued_invoice to service_role;
