-- Why: staff keep the catalogue in a spreadsheet. The file is compared with what is there, the differences are shown before anything is written,
-- and it is written as a whole or not at all. Sending it again changes nothing.

-- Reads CSV: comma, semicolon or tab (whichever the first line has most of), quotes, line ends of any system.
-- Out: [{"line": 2, "code": "VK-X1", …}, …], keys from the first line in lower case; empty lines are left out.
create function private.read_csv(csv text) returns jsonb language sql immutable set search_path = '' as $$
  with source as (
    select csv_text, (select sign from unnest(array[',', ';', E'\t']) as sign
                      order by length(first_line) - length(replace(first_line, sign, '')) desc limit 1) as separator
    from (select replace(replace(ltrim(csv, E'\uFEFF'), E'\r\n', E'\n'), E'\r', E'\n') as csv_text) as plain,
         lateral (select split_part(csv_text, E'\n', 1) as first_line) as opening
  ), cells as (
    select place, matched[1] as raw, matched[2] as ending
    from source, regexp_matches(csv_text || E'\n', '("(?:[^"]|"")*"|[^"' || separator || '\n][^' || separator || '\n]*|)(' || separator || '|\n)', 'g')
      with ordinality as found (matched, place)
  ), numbered as (
    select place, case when raw like '"%' then replace(substr(raw, 2, length(raw) - 2), '""', '"') else raw end as cell,
           count(*) filter (where ending = E'\n') over before as record,
           coalesce(sum(length(raw) - length(replace(raw, E'\n', '')) + (ending = E'\n')::integer) over before, 0) as lines_before
    from cells window before as (order by place rows between unbounded preceding and 1 preceding)
  ), placed as (
    select record, cell, row_number() over (partition by record order by place) as position, min(lines_before) over (partition by record) + 1 as line from numbered
  ), heads as (
    select position, lower(btrim(cell)) as head from placed where record = 0
  ), records as (
    select record, line, jsonb_object_agg(coalesce(heads.head, 'column ' || placed.position), cell) filter (where heads.head is not null or cell <> '') as fields
    from placed left join heads on heads.position = placed.position and heads.head <> ''
    where record > 0 group by record, line having bool_or(btrim(cell) <> '')
  )
  select coalesce(jsonb_agg(jsonb_build_object('line', line) || fields order by record), '[]') from records
$$;

-- One cell of the import in the form of its column; an empty one clears it. Errors: invalid_input with a sentence as detail.
create function private.read_catalogue_cell(field text, cell text) returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  plain text := nullif(btrim(cell), '');
begin
  if field in ('is_registrable', 'strips_leading_zeros') then
    if lower(plain) in ('yes', 'true', '1', 'kyllä') then return 'true'; end if;
    if lower(plain) in ('no', 'false', '0', 'ei') then return 'false'; end if;
    raise sqlstate 'PT422' using message = 'invalid_input', detail = format('%s is "%s", but it is yes or no', field, coalesce(plain, ''));
  elsif plain is null then
    return 'null';
  elsif field in ('points', 'next_points') then
    if plain !~ '^\d{1,6}$' then
      raise sqlstate 'PT422' using message = 'invalid_input', detail = format('%s is "%s", but it is a whole number', field, plain);
    end if;
    return to_jsonb(plain::integer);
  elsif field in ('next_points_from', 'counts_until', 'registrable_from', 'registrable_until') then
    if plain !~ '^\d{4}-\d{2}-\d{2}$' or not pg_input_is_valid(plain, 'date') then
      raise sqlstate 'PT422' using message = 'invalid_input', detail = format('%s is "%s", but it is a day such as 2027-03-01', field, plain);
    end if;
  end if;
  return to_jsonb(plain);
end
$$;

-- A model as the report compares it: its own columns and its calendar from today on.
create function private.describe_model(for_code text) returns jsonb language sql stable set search_path = '' as $$
  select to_jsonb(model) - array['id', 'points', 'search_text', 'created_at'] || jsonb_build_object('points', private.calendar_value(model.id, private.catalogue_day()),
    'planned', (select string_agg(case when valid_from > private.catalogue_day() then points || ' from ' || valid_from else 'ends' end
                  || coalesce(' until ' || valid_until, ''), ', ' order by valid_from)
                from public.model_points
                where model_id = model.id and (valid_from > private.catalogue_day() or valid_until >= private.catalogue_day())))
  from public.product_models model where model.code = for_code
$$;

-- Enters the values of a line. In: points today and, where the line names it, the next change (null = none is planned).
create function private.import_values(for_model uuid, value integer, names_next boolean, next_value integer, next_day date) returns void
language plpgsql set search_path = '' as $$
declare
  today date := private.catalogue_day();
  changes_later boolean := coalesce(next_day > today, false);
  -- A change whose day has come is the present value: the same file means the same thing after it.
  present integer := case when next_value is not null and not changes_later then next_value else value end;
begin
  if present is not null then
    perform private.set_model_value(for_model, today, present);
  end if;
  if not names_next or (select count(*) = changes_later::integer and coalesce(bool_and(valid_from = next_day and points = next_value and valid_until is null), true)
                        from public.model_points where model_id = for_model and valid_from > today) then
    return;
  end if;
  delete from public.model_points where model_id = for_model and valid_from > today;
  update public.model_points set valid_until = null where model_id = for_model and valid_until >= today;
  if changes_later then
    perform private.set_model_value(for_model, next_day, next_value);
  end if;
end
$$;

-- Applies one line. In: its cells by column; a column that is absent stays as it is. Errors: invalid_input with a sentence, and those of the tables.
create function private.import_model(cells jsonb) returns void language plpgsql set search_path = '' as $$
declare
  for_code text := upper(nullif(btrim(cells ->> 'code'), ''));
  before public.product_models;
  wanted jsonb;
  wish public.product_models;
  entry record;
begin
  select * into before from public.product_models model where model.code = for_code;
  wanted := case when before.id is null then '{"is_registrable": true, "strips_leading_zeros": false, "serial_place": "label", "box_pattern": "^\\d{13}$"}'
    else to_jsonb(before) - 'points' end;
  for entry in select key, value from jsonb_each_text(cells - array['line', 'code']) loop
    if entry.key not in ('name', 'category', 'kind', 'points', 'next_points', 'next_points_from', 'counts_until', 'is_registrable', 'registrable_from',
      'registrable_until', 'serial_pattern', 'serial_example', 'strips_leading_zeros', 'serial_place', 'box_pattern') then
      raise sqlstate 'PT422' using message = 'invalid_input', detail = format('there is no column "%s"', entry.key);
    end if;
    wanted := wanted || jsonb_build_object(entry.key, private.read_catalogue_cell(entry.key, entry.value));
  end loop;
  if num_nulls(for_code, wanted ->> 'name', wanted ->> 'category', wanted ->> 'serial_pattern', wanted ->> 'serial_example',
               coalesce(wanted ->> 'points', before.id::text)) > 0 then
    raise sqlstate 'PT422' using message = 'invalid_input', detail = 'code, name, category, points, serial_pattern and serial_example must be given';
  elsif ((wanted ->> 'next_points') is null) <> ((wanted ->> 'next_points_from') is null) then
    raise sqlstate 'PT422' using message = 'invalid_input', detail = 'next_points and next_points_from belong together';
  end if;

  wish := jsonb_populate_record(before, wanted - array['points', 'search_text']);
  if before.id is null then
    insert into public.product_models (code, name, category, kind, points, counts_until, is_registrable, registrable_from, registrable_until,
      serial_pattern, serial_example, strips_leading_zeros, serial_place, box_pattern)
    values (for_code, wish.name, wish.category, wish.kind, 0, wish.counts_until, wish.is_registrable, wish.registrable_from, wish.registrable_until,
      wish.serial_pattern, wish.serial_example, wish.strips_leading_zeros, wish.serial_place, wish.box_pattern)
    returning * into before;
  elsif to_jsonb(wish) <> to_jsonb(before) then
    update public.product_models set name = wish.name, category = wish.category, kind = wish.kind, counts_until = wish.counts_until,
      is_registrable = wish.is_registrable, registrable_from = wish.registrable_from, registrable_until = wish.registrable_until,
      serial_pattern = wish.serial_pattern, serial_example = wish.serial_example, strips_leading_zeros = wish.strips_leading_zeros,
      serial_place = wish.serial_place, box_pattern = wish.box_pattern
    where id = before.id;
  end if;
  perform private.import_values(before.id, (wanted ->> 'points')::integer, cells ? 'next_points', (wanted ->> 'next_points')::integer,
    (wanted ->> 'next_points_from')::date);
end
$$;

-- A refusal of the tables in words; what is not listed keeps the words of the database.
create function private.explain_catalogue_refusal(rule text, words text) returns text language sql immutable set search_path = '' as $$
  select coalesce((select sentence from (values
    ('product_models_code_form', 'code holds capital letters, digits and dashes, 2 to 30 of them'),
    ('product_models_name_length', 'name has 1 to 120 characters'),
    ('product_models_category_known', 'category is body, lens, cine, flash or accessory'),
    ('product_models_kind_known', 'kind is wide_lens, standard_lens, telephoto_lens, macro_lens or empty'),
    ('product_models_kind_is_of_lenses', 'kind is for lenses only'),
    ('product_models_registrable_period', 'registrable_until is before registrable_from'),
    ('product_models_pattern_is_anchored', 'serial_pattern begins with ^ and ends with $'),
    ('product_models_example_fits', 'serial_example does not fit serial_pattern'),
    ('product_models_serial_place_known', 'serial_place is none of the known places'),
    ('product_models_box_pattern_is_anchored', 'box_pattern begins with ^ and ends with $'),
    ('product_models_box_number_is_no_serial', 'serial_example fits box_pattern, so every serial would be taken for the number on the box'),
    ('product_models_points_in_range', 'points are 0 to 100000'),
    ('model_points_in_range', 'points are 0 to 100000')) as known (name, sentence) where name = rule), words)
$$;

-- Compares the lines with the catalogue, and writes them unless it is a dry run or a line is refused: all or nothing, safe to repeat.
-- In: [{"line": 2, "code": …, …}, …]; retire_missing takes models that no line names out of registration.
-- Rows: line (null for a retired model the file does not name), code, outcome (added, changed, retired, unchanged, refused), detail in words.
create function private.import_catalogue(rows jsonb, dry_run boolean default true, retire_missing boolean default false)
returns table (line integer, code text, outcome text, detail text) language plpgsql set search_path = '' as $$
declare
  entry jsonb;
  report jsonb := '[]';
  seen text[] := '{}';
  this_code text;
  model_before jsonb;
  model_after jsonb;
  verdict text;
  words text;
  rule text;
begin
  begin
    -- One import at a time: two would not see each other's new models.
    perform pg_advisory_xact_lock(hashtextextended('import_catalogue', 0));
    for entry in select value from jsonb_array_elements(rows) loop
      this_code := upper(nullif(btrim(entry ->> 'code'), ''));
      words := null;
      begin
        if this_code = any (seen) then
          raise sqlstate 'PT422' using message = 'invalid_input', detail = 'this code stands on an earlier line as well';
        end if;
        model_before := private.describe_model(this_code);
        perform private.import_model(entry);
        model_after := private.describe_model(this_code);
        select string_agg(format('%s: %s → %s', key, coalesce(model_before ->> key, '–'), coalesce(model_after ->> key, '–')), '; ' order by key) into words
        from jsonb_object_keys(model_after) as key where model_before is not null and model_before -> key is distinct from model_after -> key;
        verdict := case when model_before is null then 'added' when words is null then 'unchanged'
          when (model_before ->> 'is_registrable')::boolean and not (model_after ->> 'is_registrable')::boolean then 'retired' else 'changed' end;
      exception when others then
        get stacked diagnostics words = pg_exception_detail, rule = constraint_name;
        verdict := 'refused';
        words := private.explain_catalogue_refusal(rule, case when sqlstate = 'PT422' and words <> '' then words
          when sqlerrm = 'not_allowed' then 'strips_leading_zeros cannot change while products with serials of this model exist' else sqlerrm end);
      end;
      seen := seen || this_code;
      report := report || jsonb_build_object('line', (entry ->> 'line')::integer, 'code', this_code, 'outcome', verdict, 'detail', words);
    end loop;
    if retire_missing then
      with retired as (
        update public.product_models model set is_registrable = false where model.is_registrable and model.code <> all (seen) returning model.code
      )
      select report || coalesce(jsonb_agg(jsonb_build_object('code', retired.code, 'outcome', 'retired', 'detail', 'no line names it') order by retired.code), '[]')
      into report from retired;
    end if;
    if dry_run or jsonb_path_exists(report, '$[*] ? (@.outcome == "refused")') then
      raise sqlstate 'PT999' using message = 'put everything back';
    end if;
  exception when sqlstate 'PT999' then
    null;
  end;
  return query select told.line, told.code, told.outcome, told.detail
  from jsonb_to_recordset(report) as told (line integer, code text, outcome text, detail text);
end
$$;

-- For the dashboard: paste the file's text. Look at the dry run first; then once more with dry_run => false, a reason and your address.
-- Rows and rules: see private.import_catalogue. Errors: staff_unknown, reason_missing.
create function support.import_catalogue(csv text, dry_run boolean default true, reason text default null, staff text default null, retire_missing boolean default false)
returns table (line integer, code text, outcome text, detail text) language plpgsql set search_path = '' as $$
declare
  report jsonb;
begin
  select jsonb_agg(to_jsonb(told)) into report from private.import_catalogue(private.read_csv(csv), dry_run, retire_missing) as told;
  if not dry_run and not jsonb_path_exists(report, '$[*] ? (@.outcome == "refused")') then
    perform private.note_staff_action('import_catalogue', null, null, reason, staff,
      (select jsonb_object_agg(counted.outcome, counted.lines) from (
        select value ->> 'outcome' as outcome, count(*) as lines from jsonb_array_elements(report) group by 1) as counted));
  end if;
  return query select told.line, told.code, told.outcome, told.detail
  from jsonb_to_recordset(report) as told (line integer, code text, outcome text, detail text);
end
$$;
comment on function support.import_catalogue is 'Compares a CSV of the catalogue (docs/catalogue.md) with what is there and says per line: added, changed, retired, unchanged or refused. Nothing is written while dry_run is true or a line is refused; otherwise give reason and staff (your address).';
