-- Why: who did not give the old address at sign-up may give it later, or name the old CPS number; control of the mailbox is proven all the
-- same (R16), nothing tells whether an address or a number is known (R17), and no mailbox is flooded through many accounts.

-- Gives the company another old address; proves nothing by itself. Out: the state of migration_state.
-- Errors: not_allowed, invalid_input, too_many_requests (five a day per company, ten per person).
create function private.add_old_address(for_account uuid, address text) returns text language plpgsql security definer set search_path = '' as $$
declare
  wanted text := lower(btrim(address));
begin
  perform private.hold_account(for_account);
  if not coalesce(private.is_email(wanted), false) then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  if wanted is distinct from (select legacy_email from public.accounts where id = for_account) then
    perform private.spend_quota('old_address:account', for_account::text, 5);
    perform private.spend_quota('old_address:person', auth.uid()::text, 10);
    update public.accounts set legacy_email = wanted where id = for_account;
  end if;
  return private.migration_state(for_account);
end
$$;

-- As before, and per day: ten codes a company, ten a person, six an old address, whoever asks for it.
create or replace function private.request_migration_code(for_account uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  account public.accounts;
  proof private.legacy_proofs;
  code text := private.random_code();
begin
  perform private.require_product_keeper(for_account);
  select * into account from public.accounts where id = for_account;
  if account.legacy_email is null then
    raise sqlstate 'PT409' using message = 'migration_not_available';
  end if;
  insert into private.legacy_proofs (account_id, email) values (for_account, account.legacy_email) on conflict do nothing;
  select * into proof from private.legacy_proofs where account_id = for_account and email = account.legacy_email for update;
  if proof.codes_sent >= 8 or proof.code_sent_at > now() - interval '1 minute' then
    raise sqlstate 'PT429' using message = 'too_many_requests';
  end if;
  perform private.spend_quota('migration_code:account', for_account::text, 10);
  perform private.spend_quota('migration_code:person', auth.uid()::text, 10);
  perform private.spend_quota('migration_code:address', account.legacy_email, 6);
  update private.legacy_proofs
  set code_hash = private.code_hash(for_account, account.legacy_email, code), code_sent_at = now(), codes_sent = codes_sent + 1, wrong_codes = 0
  where account_id = for_account and email = account.legacy_email;
  perform private.enqueue_mail('migration_code', account.legacy_email, account.locale,
    jsonb_build_object('company_name', account.company_name, 'code', code), null, for_account);
  return jsonb_build_object('sent_to', regexp_replace(account.legacy_email, '^(.)[^@]*(@.*)$', '\1•••\2'), 'wait_seconds', 60);
end
$$;

-- The form an old number is compared in: letters and digits, upper case.
create function private.normalize_number(number text) returns text language sql immutable set search_path = '' as $$
  select nullif(upper(regexp_replace(number, '[^[:alnum:]]', '', 'g')), '')
$$;
create index legacy_accounts_number on private.legacy_accounts (private.normalize_number(membership_number));

create table private.legacy_number_proofs (
  account_id uuid not null references public.accounts (id) on delete restrict,
  number text not null,
  legacy_account_id uuid references private.legacy_accounts (id) on delete restrict,
  code_hash bytea,
  code_sent_at timestamptz,
  codes_sent integer not null default 0,
  wrong_codes integer not null default 0,
  proven_at timestamptz,
  primary key (account_id, number)
);
create index legacy_number_proofs_legacy_account on private.legacy_number_proofs (legacy_account_id);
comment on column private.legacy_number_proofs.legacy_account_id is 'Whose mailbox the last code went to; null for a number nobody has.';
comment on table private.legacy_number_proofs is 'Codes asked for by an old CPS number, known or not; a right one proves the address on file (legacy_proofs). Codes are kept as hashes.';

-- Mails a code to the address the old system has on file for a number. The same rows are written and the same is answered for a number nobody
-- has (R17); no part of the address is told. Out: {"wait_seconds": until another may be asked for}.
-- Errors: not_allowed, invalid_input (no number), too_many_requests (one a minute, eight in all; five a day per company and person, six per number).
create function private.request_number_code(for_account uuid, number text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  account public.accounts;
  proof private.legacy_number_proofs;
  wanted text := private.normalize_number(number);
  code text := private.random_code();
  known private.legacy_accounts;
  may_send boolean;
begin
  perform private.hold_account(for_account);
  if wanted is null or length(wanted) not between 3 and 40 then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  insert into private.legacy_number_proofs (account_id, number) values (for_account, wanted) on conflict do nothing;
  select * into proof from private.legacy_number_proofs p where p.account_id = for_account and p.number = wanted for update;
  if proof.codes_sent >= 8 or proof.code_sent_at > now() - interval '1 minute' then
    raise sqlstate 'PT429' using message = 'too_many_requests';
  end if;
  perform private.spend_quota('number_code:account', for_account::text, 5);
  perform private.spend_quota('number_code:person', auth.uid()::text, 5);
  perform private.spend_quota('number_code:number', wanted, 6);
  -- Two old numbers may differ in a dash only: the one written exactly so comes first.
  select * into known from private.legacy_accounts old
  where private.normalize_number(old.membership_number) = wanted order by old.membership_number = btrim(number) desc, old.id limit 1;
  update private.legacy_number_proofs p
  set legacy_account_id = known.id, code_hash = private.code_hash(for_account, wanted, code), code_sent_at = now(), codes_sent = codes_sent + 1, wrong_codes = 0
  where p.account_id = for_account and p.number = wanted;
  -- A mailbox that has had its share gets no more, and nobody hears of it: a refusal would tell which number and address belong together.
  may_send := service.take_quota('number_code:mailbox', coalesce(known.email, wanted), 8, 86400);
  if known.id is not null and may_send then
    select * into account from public.accounts where id = for_account;
    perform private.enqueue_mail('migration_code', known.email, account.locale,
      jsonb_build_object('company_name', account.company_name, 'code', code, 'number', btrim(number)), null, for_account);
  end if;
  return jsonb_build_object('wait_seconds', 60);
end
$$;

-- Checks that code; ten minutes, five tries. Out: {"state": "proven" | "wrong" | "expired", "tries_left": n}, as confirm_migration_code.
create function private.confirm_number_code(for_account uuid, number text, code text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  proof private.legacy_number_proofs;
  wanted text := private.normalize_number(number);
begin
  perform private.hold_account(for_account);
  select * into proof from private.legacy_number_proofs p where p.account_id = for_account and p.number = wanted for update;
  if not found or proof.code_hash is null or proof.code_sent_at < now() - interval '10 minutes' or proof.wrong_codes >= 5 then
    return jsonb_build_object('state', 'expired', 'tries_left', 0);
  elsif proof.code_hash is distinct from private.code_hash(for_account, wanted, regexp_replace(code, '\D', '', 'g')) then
    update private.legacy_number_proofs p set wrong_codes = wrong_codes + 1 where p.account_id = for_account and p.number = wanted;
    return jsonb_build_object('state', 'wrong', 'tries_left', 4 - proof.wrong_codes);
  end if;
  update private.legacy_number_proofs p set proven_at = now(), code_hash = null where p.account_id = for_account and p.number = wanted;
  insert into private.legacy_proofs (account_id, email, proven_at)
  select for_account, old.email, now() from private.legacy_accounts old where old.id = proof.legacy_account_id
  on conflict (account_id, email) do update set proven_at = now();
  return jsonb_build_object('state', 'proven', 'tries_left', 5);
end
$$;

-- The browser's doors; definer inside, because the old system's tables are out of every member's reach.
create function public.add_old_address(for_account uuid, address text) returns text language sql set search_path = '' as $$
  select private.add_old_address(for_account, address)
$$;
create function public.request_number_code(for_account uuid, number text) returns jsonb language sql set search_path = '' as $$
  select private.request_number_code(for_account, number)
$$;
create function public.confirm_number_code(for_account uuid, number text, code text) returns jsonb language sql set search_path = '' as $$
  select private.confirm_number_code(for_account, number, code)
$$;
grant execute on function private.add_old_address, private.request_number_code, private.confirm_number_code,
  public.add_old_address, public.request_number_code, public.confirm_number_code to authenticated;
