-- Why: prove, preview, move: three steps the member sees, each safe to repeat (S3).

create function private.require_product_keeper(for_account uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if for_account is null or for_account <> all (private.my_accounts('owner', 'products')) then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
end
$$;

-- Six digits from the server's strong random source.
create function private.random_code() returns text language sql volatile set search_path = '' as $$
  select lpad((('x' || substr(replace(gen_random_uuid()::text, '-', ''), 17, 15))::bit(60)::bigint % 1000000)::text, 6, '0')
$$;

create function private.code_hash(for_account uuid, address text, code text) returns bytea language sql immutable set search_path = '' as $$
  select sha256(convert_to(for_account::text || ':' || address || ':' || code, 'UTF8'))
$$;

-- Mails a code to the old address the company gave. Answers the same whether or not the old system knows it (R17).
-- Out: {"sent_to": masked address, "wait_seconds": until another may be asked for}.
-- Errors: not_allowed, migration_not_available, too_many_requests (one a minute, eight in all).
create function private.request_migration_code(for_account uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
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
  update private.legacy_proofs
  set code_hash = private.code_hash(for_account, account.legacy_email, code), code_sent_at = now(), codes_sent = codes_sent + 1, wrong_codes = 0
  where account_id = for_account and email = account.legacy_email;
  perform private.enqueue_mail('migration_code', account.legacy_email, account.locale,
    jsonb_build_object('company_name', account.company_name, 'code', code), null, for_account);
  return jsonb_build_object('sent_to', regexp_replace(account.legacy_email, '^(.)[^@]*(@.*)$', '\1•••\2'), 'wait_seconds', 60);
end
$$;

-- Checks a code; ten minutes, five tries. Out: {"state": "proven" | "wrong" | "expired", "tries_left": n}; no error, so that tries are counted.
create function private.confirm_migration_code(for_account uuid, code text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  proof private.legacy_proofs;
begin
  perform private.require_product_keeper(for_account);
  select p.* into proof from private.legacy_proofs p
  join public.accounts account on account.id = p.account_id and account.legacy_email = p.email
  where p.account_id = for_account for update of p;
  if not found or proof.code_hash is null or proof.code_sent_at < now() - interval '10 minutes' or proof.wrong_codes >= 5 then
    return jsonb_build_object('state', 'expired', 'tries_left', 0);
  elsif proof.code_hash is distinct from private.code_hash(for_account, proof.email, regexp_replace(code, '\D', '', 'g')) then
    update private.legacy_proofs set wrong_codes = wrong_codes + 1 where account_id = for_account and email = proof.email;
    return jsonb_build_object('state', 'wrong', 'tries_left', 4 - proof.wrong_codes);
  end if;
  update private.legacy_proofs set proven_at = now(), code_hash = null where account_id = for_account and email = proof.email;
  return jsonb_build_object('state', 'proven', 'tries_left', 5);
end
$$;

-- What each product of the old account would become. Rows: former number, model, data, fate ('complete', 'incomplete', 'disputed',
-- 'duplicate' = this company has it already), what is missing, points it brings at once. Errors: not_allowed, migration_proof_missing.
create function private.preview_migration(for_account uuid)
returns table (legacy_product_id uuid, former_number text, model_id uuid, model_code text, model_name text, serial_number text, purchased_on date,
               purchase_country text, dealer_name text, fate text, missing text[], points integer)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_product_keeper(for_account);
  if private.migration_state(for_account) = 'code_needed' then
    raise sqlstate 'PT403' using message = 'migration_proof_missing';
  end if;
  return query
  with arriving as (
    select old.id, account.membership_number, model.id as model_id, model.code, model.name, model.points as value, model.serial_pattern,
           private.normalize_serial(old.serial_number, model.strips_leading_zeros) as serial, old.serial_number as typed,
           case when old.purchased_on between date '1950-01-01' and current_date then old.purchased_on end as bought_on,
           old.purchase_country as bought_in, nullif(btrim(old.dealer_name), '') as bought_from
    from private.legacy_accounts account
    join private.legacy_products old on old.legacy_account_id = account.id and old.product_id is null
    join public.product_models model on model.id = old.model_id
    where account.migrated_to is null and account.email in (select private.proven_addresses(for_account))
  ), checked as (
    select arriving.*, case when serial ~ serial_pattern then serial end as good_serial,
           row_number() over (partition by arriving.model_id, serial order by arriving.id) as copy
    from arriving
  ), judged as (
    select checked.*,
      case
        when good_serial is not null and (copy > 1 or exists (
          select from public.products own where own.account_id = for_account and own.model_id = checked.model_id
            and own.serial_normalized = good_serial and own.removed_at is null)) then 'duplicate'
        when good_serial is not null and exists (
          select from public.products other where other.model_id = checked.model_id and other.serial_normalized = good_serial and other.claim = 'held') then 'disputed'
        when good_serial is null or bought_on is null or bought_in is null or bought_from is null then 'incomplete'
        else 'complete'
      end as verdict
    from checked
  )
  select j.id, j.membership_number, j.model_id, j.code, j.name, case when j.good_serial is not null then j.typed end, j.bought_on, j.bought_in, j.bought_from,
         j.verdict, array_remove(array[case when j.good_serial is null then 'serial_number' end, case when j.bought_on is null then 'purchase_date' end,
           case when j.bought_in is null then 'purchase_country' end, case when j.bought_from is null then 'dealer' end], null),
         case when j.verdict = 'complete' then j.value else 0 end
  from judged j order by j.name, j.typed, j.id;
end
$$;

-- Moves everything the preview shows, all or nothing; the old membership number stays with the company as a former one (R14).
-- Out: {"moved": n, "complete": n, "points": n, "former_numbers": [..]}. Errors: not_allowed, migration_proof_missing, migration_nothing_to_move.
create function private.migrate_products(for_account uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  arrival record;
  became uuid;
  sources uuid[];
  moved integer := 0;
  completed integer := 0;
  earned integer := 0;
begin
  perform private.require_product_keeper(for_account);
  select array_agg(locked.id) into sources from (
    select id from private.legacy_accounts
    where migrated_to is null and email in (select private.proven_addresses(for_account)) order by id for update) as locked;
  if sources is null then
    if private.migration_state(for_account) = 'code_needed' then
      raise sqlstate 'PT403' using message = 'migration_proof_missing';
    end if;
    raise sqlstate 'PT409' using message = 'migration_nothing_to_move';
  end if;
  -- All serials at once and in everybody's order, so that two migrations never wait for each other and the preview stays true.
  perform private.lock_serials((
    select array_agg(private.serial_lock(model.id, private.normalize_serial(old.serial_number, model.strips_leading_zeros)))
    from private.legacy_products old join public.product_models model on model.id = old.model_id
    where old.legacy_account_id = any (sources) and old.product_id is null));
  -- Duplicates last, when what they repeat is there.
  for arrival in select p.* from private.preview_migration(for_account) p order by p.fate = 'duplicate', p.model_id, p.serial_number, p.legacy_product_id loop
    if arrival.fate = 'duplicate' then
      select own.id into became from public.products own
      where own.account_id = for_account and own.model_id = arrival.model_id and own.removed_at is null and own.serial_normalized = (
        select private.normalize_serial(arrival.serial_number, strips_leading_zeros) from public.product_models where id = arrival.model_id);
    else
      insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
      values (for_account, arrival.model_id, arrival.serial_number, arrival.purchased_on, arrival.purchase_country, arrival.dealer_name)
      returning id into became;
      moved := moved + 1;
      completed := completed + (arrival.fate = 'complete')::integer;
      earned := earned + arrival.points;
    end if;
    update private.legacy_products set product_id = became where id = arrival.legacy_product_id;
  end loop;
  update private.legacy_accounts set migrated_to = for_account, migrated_at = now() where id = any (sources);
  insert into public.membership_numbers (number, account_id, origin)
  select membership_number, for_account, 'former' from private.legacy_accounts where id = any (sources) and membership_number is not null
  on conflict do nothing;
  return jsonb_build_object('moved', moved, 'complete', completed, 'points', earned, 'former_numbers',
    (select coalesce(jsonb_agg(membership_number), '[]') from private.legacy_accounts where id = any (sources) and membership_number is not null));
end
$$;

-- The browser's doors to the functions above; definer inside, because the old system's tables are out of every member's reach.
create function public.request_migration_code(for_account uuid) returns jsonb language sql set search_path = '' as $$
  select private.request_migration_code(for_account)
$$;
create function public.confirm_migration_code(for_account uuid, code text) returns jsonb language sql set search_path = '' as $$
  select private.confirm_migration_code(for_account, code)
$$;
create function public.preview_migration(for_account uuid)
returns table (legacy_product_id uuid, former_number text, model_id uuid, model_code text, model_name text, serial_number text, purchased_on date,
               purchase_country text, dealer_name text, fate text, missing text[], points integer)
language sql stable set search_path = '' as $$
  select * from private.preview_migration(for_account)
$$;
create function public.migrate_products(for_account uuid) returns jsonb language sql set search_path = '' as $$
  select private.migrate_products(for_account)
$$;
grant execute on function private.request_migration_code, private.confirm_migration_code, private.preview_migration, private.migrate_products,
  public.request_migration_code, public.confirm_migration_code, public.preview_migration, public.migrate_products to authenticated;
