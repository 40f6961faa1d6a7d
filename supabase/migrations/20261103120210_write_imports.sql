-- Why: what the dry run called good is registered in chunks, or all of it or nothing in one transaction, and never twice.

-- Registers rows of an import as one statement; the triggers of public.products keep every rule. Out: nothing; the rows have their outcome.
create function private.register_import_rows(import private.imports, numbers integer[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  -- An id made of import and row: the same row can never become two products.
  insert into public.products (id, account_id, model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate)
  select md5(import.id || ':' || row_number)::uuid, import.account_id, model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country,
         dealer_name, dealer_is_estimate
  from private.import_rows where import_id = import.id and row_number = any (numbers) order by row_number;

  update private.import_rows target
  set product_id = product.id, missing = product.missing, reason = null, hint = null, points = coalesce(award.points, 0),
      outcome = case when product.claim = 'disputed' then 'disputed' when product.is_complete then 'complete' else 'incomplete' end
  from public.products product
  left join public.point_entries award on award.product_id = product.id and award.kind = 'award'
  where target.import_id = import.id and target.row_number = any (numbers) and product.id = md5(import.id || ':' || target.row_number)::uuid;
end
$$;

-- What a failure of the triggers means for a row: a refusal to note, or (null) a fault to pass on.
create function private.read_refusal(state text, message text) returns text language sql immutable set search_path = '' as $$
  select case when state like 'PT%' then message when state like '22%' or state like '23%' then 'invalid_input' end
$$;

-- The same one by one, so that a row the triggers refuse (somebody registered its serial a moment ago) stops no other; its reason is noted.
create function private.register_rows_singly(import private.imports, numbers integer[]) returns void language plpgsql security definer set search_path = '' as $$
declare
  number integer;
  state text;
  word text;
  said text;
  advice text;
begin
  foreach number in array numbers loop
    begin
      perform private.register_import_rows(import, array[number]);
    exception when others then
      get stacked diagnostics state = returned_sqlstate, word = message_text, said = pg_exception_detail, advice = pg_exception_hint;
      if private.read_refusal(state, word) is null then
        raise;
      end if;
      update private.import_rows
      set outcome = case word when 'serial_in_own_account' then 'present' else 'refused' end, points = 0, hint = nullif(advice, ''),
          reason = case word when 'serial_in_own_account' then null else private.read_refusal(state, word) end,
          product_id = case word when 'serial_in_own_account' then said::uuid end
      where import_id = import.id and row_number = number;
    end;
  end loop;
end
$$;

-- Registers what the dry run called good: the next `most` rows (at most 500), or with `whole` all rows in one transaction or none.
-- Call it until "is_finished"; a call that is repeated goes on where the work stands. Out: see describe_import; with `whole` and not finished,
-- nothing was written and the fates say what stands in the way now.
-- Errors: not_allowed, import_not_found, import_incomplete (no dry run yet), import_has_errors (whole, and a row is refused), too_many_requests
-- (too many imports at this moment).
create function private.write_import(for_account uuid, import_id uuid, whole boolean, most integer) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  import private.imports := private.hold_import(for_account, import_id);
  numbers integer[];
begin
  if import.checked_at is null then
    raise sqlstate 'PT409' using message = 'import_incomplete';
  elsif import.finished_at is not null then
    return private.describe_import(import);
  elsif whole and exists (select from private.import_rows r where r.import_id = import.id and r.fate = 'refused') then
    raise sqlstate 'PT409' using message = 'import_has_errors';
  end if;
  select array_agg(picked.row_number order by picked.row_number) into numbers from (
    select r.row_number from private.import_rows r
    where r.import_id = import.id and r.outcome is null and r.fate in ('complete', 'incomplete')
    order by r.row_number limit case when whole then null else least(greatest(most, 1), 500) end) as picked;
  if numbers is not null then
    -- Each row takes two locks of the server's common table: four companies at a time, the others wait their turn.
    perform pg_advisory_xact_lock(hashtextextended('import slot ' || abs(hashtext(for_account::text) % 4), 6));
    begin
      -- All serials at once and in everybody's order, before any balance: so that two companies never wait for each other.
      perform private.lock_serials((
        select array_agg(private.serial_lock(r.model_id, private.normalize_serial(nullif(btrim(r.serial_number), ''), model.strips_leading_zeros)))
        from private.import_rows r join public.product_models model on model.id = r.model_id where r.import_id = import.id and r.row_number = any (numbers)));
      begin
        perform private.register_import_rows(import, numbers);
      exception when others then
        if private.read_refusal(sqlstate, sqlerrm) is null then
          raise;
        elsif whole then
          return private.explain_stop(import, sqlerrm);
        end if;
        perform private.register_rows_singly(import, numbers);
      end;
    exception when out_of_memory then
      -- The table of locks is full (max_locks_per_transaction): nothing was written, and others need it only for a moment.
      raise sqlstate 'PT429' using message = 'too_many_requests';
    end;
  end if;
  if not exists (select from private.import_rows r where r.import_id = import.id and r.outcome is null and r.fate in ('complete', 'incomplete')) then
    update private.import_rows r set outcome = r.fate where r.import_id = import.id and r.outcome is null;
    update private.imports set finished_at = now() where id = import.id returning * into import;
  end if;
  return private.describe_import(import);
end
$$;

-- Nothing of a whole import was written: looks again what stands in the way. Errors: import_has_errors when the dry run sees nothing wrong
-- although a trigger refused a row.
create function private.explain_stop(import private.imports, said text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  before jsonb := private.describe_import(import) -> 'fates';
  now_there jsonb := private.check_import(import.account_id, import.id);
begin
  if now_there -> 'fates' = before then
    raise sqlstate 'PT409' using message = 'import_has_errors', detail = said;
  end if;
  return now_there;
end
$$;

-- Foretells single products while they are being typed. In: at most 100 rows in the form of stage_import. Out: rows as judge_products gives them.
-- Errors: not_allowed, invalid_input.
create function private.check_products(for_account uuid, rows jsonb) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_product_keeper(for_account);
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 100 then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(judged)), '[]') from private.judge_products(for_account, (
      select array_agg(line) from jsonb_populate_recordset(null::private.product_line, rows) as line)) as judged);
exception when data_exception then
  raise sqlstate 'PT422' using message = 'invalid_input';
end
$$;

-- Registers several units of one purchase: lays aside, foretells and writes the good ones in one transaction. The same id again answers the same.
-- In: account, an id made by the browser, at most 100 rows in the form of stage_import. Out: rows as read_import gives them.
-- Errors: those of stage_import.
create function private.register_series(for_account uuid, import_id uuid, rows jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 100 then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  perform private.stage_import(for_account, import_id,
    jsonb_build_object('kind', 'series', 'file_name', 'series', 'row_count', jsonb_array_length(rows)), rows);
  perform private.check_import(for_account, import_id);
  perform private.write_import(for_account, import_id, false, 100);
  return private.read_import(for_account, import_id, 0, false);
end
$$;

-- The browser's doors; definer inside, as those of stage_imports.
create function public.write_import(for_account uuid, import_id uuid, whole boolean default false, most integer default 500) returns jsonb
language sql set search_path = '' set statement_timeout = '60s' as $$
  select private.write_import(for_account, import_id, whole, most)
$$;
create function public.check_products(for_account uuid, rows jsonb) returns jsonb language sql set search_path = '' as $$
  select private.check_products(for_account, rows)
$$;
create function public.register_series(for_account uuid, import_id uuid, rows jsonb) returns jsonb language sql set search_path = '' as $$
  select private.register_series(for_account, import_id, rows)
$$;
comment on function public.write_import is 'PostgREST gives it a minute (statement_timeout): a whole import is one transaction.';
grant execute on function private.write_import, private.check_products, private.register_series,
  public.write_import, public.check_products, public.register_series to authenticated;
