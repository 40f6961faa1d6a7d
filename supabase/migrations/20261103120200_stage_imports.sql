-- Why: rows of a file are laid aside in chunks and judged in one go; safe to repeat when an answer was lost.

-- What an import has come to. Out: {"id", "file_name", "header", "row_count", "staged", "is_checked", "is_finished", "fates": {fate: n},
-- "points": those foretold, "outcomes": {outcome: n}, "earned": those booked, "settled": rows that have an outcome}.
create function private.describe_import(import private.imports) returns jsonb language sql stable security definer set search_path = '' as $$
  with counted as (
    select fate, outcome, count(*) as rows, sum(points) filter (where fate = 'complete') as foretold, sum(points) filter (where outcome = 'complete') as earned
    from private.import_rows where import_id = import.id group by fate, outcome
  )
  select jsonb_build_object(
    'id', import.id, 'file_name', import.file_name, 'header', import.header, 'row_count', import.row_count,
    'staged', (select coalesce(sum(rows), 0) from counted),
    'is_checked', import.checked_at is not null, 'is_finished', import.finished_at is not null,
    'fates', (select coalesce(jsonb_object_agg(fate, n), '{}') from (select fate, sum(rows) as n from counted where fate is not null group by fate) as f),
    'points', (select coalesce(sum(foretold), 0) from counted),
    'outcomes', (select coalesce(jsonb_object_agg(outcome, n), '{}') from (select outcome, sum(rows) as n from counted where outcome is not null group by outcome) as o),
    'earned', (select coalesce(sum(earned), 0) from counted),
    'settled', (select coalesce(sum(rows) filter (where outcome is not null), 0) from counted))
$$;

-- The caller's own import, held until the transaction ends. Errors: not_allowed by role, import_not_found (also for another company's).
create function private.hold_import(for_account uuid, import_id uuid) returns private.imports language plpgsql security definer set search_path = '' as $$
declare
  held private.imports;
begin
  perform private.require_product_keeper(for_account);
  select * into held from private.imports where id = hold_import.import_id and account_id = for_account for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'import_not_found';
  end if;
  return held;
end
$$;

-- Forgets imports and their rows; what they registered stays.
create function private.forget_imports(ids uuid[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from private.import_rows where import_id = any (ids);
  delete from private.imports where id = any (ids);
end
$$;

-- Lays rows of a file aside. The first call makes the import, and forgets an unfinished file of the same person; a repeated chunk changes nothing.
-- In: account, an id made by the browser, {"kind", "file_name", "header", "row_count"}, at most 1,000 rows such as
--   {"row_number": 1, "source": ["Kino C80", …], "model_id": "…", "serial_number": "…", "purchased_on": "2024-05-31", "purchased_on_is_estimate": false,
--    "purchase_country": "FI", "dealer_name": "…", "dealer_is_estimate": false, "problem": null}
-- Out: rows that are laid aside so far. Errors: not_allowed, invalid_input, too_many_requests (300 imports a day), import_not_found.
create function private.stage_import(for_account uuid, import_id uuid, about jsonb, rows jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare
  import private.imports;
begin
  perform private.require_product_keeper(for_account);
  if import_id is null or jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) not between 1 and 1000 then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  if not exists (select from private.imports where id = stage_import.import_id) then
    perform pg_advisory_xact_lock(hashtextextended('import:' || for_account, 6));
    if (select count(*) >= 300 from private.imports where account_id = for_account and created_at > now() - interval '1 day') then
      raise sqlstate 'PT429' using message = 'too_many_requests';
    end if;
    if about ->> 'kind' = 'file' then
      perform private.forget_imports((select array_agg(id) from private.imports
        where account_id = for_account and person = auth.uid() and kind = 'file' and finished_at is null and id <> stage_import.import_id));
    end if;
    insert into private.imports (id, account_id, person, kind, file_name, header, row_count)
    values (stage_import.import_id, for_account, auth.uid(), about ->> 'kind', about ->> 'file_name', coalesce(about -> 'header', '[]'), (about ->> 'row_count')::integer)
    on conflict do nothing;
  end if;
  import := private.hold_import(for_account, stage_import.import_id);
  if exists (select from jsonb_array_elements(rows) as line where (line ->> 'row_number')::integer not between 1 and import.row_count) then
    raise sqlstate 'PT422' using message = 'invalid_input';
  end if;
  insert into private.import_rows (import_id, row_number, source, model_id, serial_number, purchased_on, purchased_on_is_estimate, purchase_country,
    dealer_name, dealer_is_estimate, problem)
  select import.id, line.row_number, coalesce(line.source, '[]'), line.model_id, left(line.serial_number, 200), line.purchased_on,
         coalesce(line.purchased_on_is_estimate, false), line.purchase_country, left(line.dealer_name, 200), coalesce(line.dealer_is_estimate, false), line.problem
  from jsonb_to_recordset(rows) as line (row_number integer, source jsonb, model_id uuid, serial_number text, purchased_on date,
    purchased_on_is_estimate boolean, purchase_country text, dealer_name text, dealer_is_estimate boolean, problem text)
  on conflict do nothing;
  return (select count(*) from private.import_rows r where r.import_id = import.id);
exception when data_exception or integrity_constraint_violation then
  raise sqlstate 'PT422' using message = 'invalid_input';
end
$$;

-- Dry run: foretells the fate of every row that has no outcome yet; registers nothing. Safe to repeat.
-- Out: see describe_import. Errors: not_allowed, import_not_found, import_incomplete (rows are still to be laid aside).
create function private.check_import(for_account uuid, import_id uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  import private.imports := private.hold_import(for_account, import_id);
begin
  if import.row_count > (select count(*) from private.import_rows r where r.import_id = import.id) then
    raise sqlstate 'PT409' using message = 'import_incomplete';
  end if;
  update private.import_rows target
  set fate = judged.fate, missing = judged.missing, points = judged.points, reason = judged.reason, hint = judged.hint, product_id = judged.product_id
  from private.judge_products(for_account, (
    select array_agg((r.row_number, r.model_id, r.serial_number, r.purchased_on, r.purchased_on_is_estimate, r.purchase_country, r.dealer_name,
      r.dealer_is_estimate, r.problem)::private.product_line)
    from private.import_rows r where r.import_id = import.id and r.outcome is null)) as judged
  where target.import_id = import.id and target.row_number = judged.row_number;
  update private.imports set checked_at = now() where id = import.id returning * into import;
  return private.describe_import(import);
end
$$;

-- Rows of an import after a row number, at most 1,000. With `with_source` also what stands in the file. Errors: not_allowed, import_not_found.
create function private.read_import(for_account uuid, import_id uuid, after_row integer, with_source boolean) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  import private.imports := private.hold_import(for_account, import_id);
begin
  return (
    select coalesce(jsonb_agg(case when with_source then to_jsonb(page) else to_jsonb(page) - 'source' end order by page.row_number), '[]') from (
      select r.row_number, r.source, r.model_id, r.serial_number, r.fate, r.missing, r.points, r.reason, r.hint, r.product_id, r.outcome
      from private.import_rows r where r.import_id = import.id and r.row_number > coalesce(after_row, 0) order by r.row_number limit 1000) as page);
end
$$;

-- The person's unfinished file of a company, or null. Errors: not_allowed.
create function private.find_import(for_account uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_product_keeper(for_account);
  return (
    select private.describe_import(import) from private.imports import
    where account_id = for_account and person = auth.uid() and kind = 'file' and finished_at is null order by created_at desc limit 1);
end
$$;

-- Forgets an import; products it registered already stay. Safe to repeat. Errors: not_allowed.
create function private.discard_import(for_account uuid, import_id uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_product_keeper(for_account);
  perform private.forget_imports((select array_agg(id) from private.imports where id = discard_import.import_id and account_id = for_account));
end
$$;

-- The browser's doors; definer inside, because the rows laid aside are out of every member's reach, and hold_import checks the caller's role.
create function public.stage_import(for_account uuid, import_id uuid, about jsonb, rows jsonb) returns integer language sql set search_path = '' as $$
  select private.stage_import(for_account, import_id, about, rows)
$$;
create function public.check_import(for_account uuid, import_id uuid) returns jsonb language sql set search_path = '' set statement_timeout = '60s' as $$
  select private.check_import(for_account, import_id)
$$;
create function public.read_import(for_account uuid, import_id uuid, after_row integer default 0, with_source boolean default false) returns jsonb
language sql set search_path = '' as $$
  select private.read_import(for_account, import_id, after_row, with_source)
$$;
create function public.find_import(for_account uuid) returns jsonb language sql set search_path = '' as $$
  select private.find_import(for_account)
$$;
create function public.discard_import(for_account uuid, import_id uuid) returns void language sql set search_path = '' as $$
  select private.discard_import(for_account, import_id)
$$;
grant execute on function private.stage_import, private.check_import, private.read_import, private.find_import, private.discard_import,
  public.stage_import, public.check_import, public.read_import, public.find_import, public.discard_import to authenticated;
