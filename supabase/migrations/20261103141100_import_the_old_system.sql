-- Why: accounts and products of the old system come as two files, from a terminal or the dashboard; both doors lead through these statements.

-- A date as spreadsheets write it: 2024-05-02, 2.5.2024 or 2/5/2024 (day first). Null when it is none.
create function private.read_date(words text) returns date language plpgsql immutable set search_path = '' as $$
declare
  plain text := btrim(words);
  parts integer[];
  found date;
begin
  -- Split and not captured: a captured group costs a hundred times as much, and a file has many lines.
  if plain ~ '^\d{4}-\d{1,2}-\d{1,2}([T ].*)?$' then
    parts := string_to_array(split_part(split_part(plain, 'T', 1), ' ', 1), '-');
  elsif plain ~ '^\d{1,2}[./]\d{1,2}[./]\d{4}$' then
    parts := string_to_array(replace(plain, '/', '.'), '.');
    parts := array[parts[3], parts[2], parts[1]];
  end if;
  if parts[1] between 1900 and 2999 and parts[2] between 1 and 12 and parts[3] between 1 and 31 then
    -- Day 31 of a month of 30 lands in the next month: then it was none.
    found := make_date(parts[1], parts[2], 1) + (parts[3] - 1);
  end if;
  return case when extract(month from found) = parts[2] then found end;
end
$$;

-- The lines of the two files, as they were read, for one transaction. COPY or insert into them, then call import_legacy_lines.
create function private.open_legacy_import() returns void language plpgsql set search_path = '' as $$
begin
  -- One import at a time: two of the same file would both add what is new.
  perform pg_advisory_xact_lock(hashtextextended('import of the old system', 11));
  create temporary table legacy_account_lines (line integer, email text, membership_number text, company_name text, country text) on commit drop;
  create temporary table legacy_product_lines (line integer, email text, model_code text, serial_number text, purchased_on text, purchase_country text, dealer_name text)
    on commit drop;
  create temporary table legacy_report (file text, line integer, outcome text, detail text) on commit drop;
end
$$;

-- Judges every line of accounts: added, changed, same, moved (a company has it already: left alone) or refused, with what differs or is wrong.
create function private.judge_legacy_accounts() returns void language plpgsql set search_path = '' as $$
begin
  create temporary table judged_accounts on commit drop as
  with tidy as (
    select line, lower(btrim(email)) as email, nullif(btrim(membership_number), '') as number, nullif(btrim(company_name), '') as company_name, upper(btrim(country)) as country
    from pg_temp.legacy_account_lines
  ), counted as (
    select tidy.*, row_number() over (partition by email order by line) as email_place,
           case when number is not null then row_number() over (partition by number order by line) end as number_place
    from tidy
  ), looked_up as (
    select counted.*, known.id as known_id, known.migrated_to,
           concat_ws('; ',
             case when known.company_name <> counted.company_name then 'company_name: ' || known.company_name || ' → ' || counted.company_name end,
             case when known.country <> counted.country then 'country: ' || known.country || ' → ' || counted.country end,
             case when known.membership_number is distinct from counted.number then
               'membership_number: ' || coalesce(known.membership_number, '–') || ' → ' || coalesce(counted.number, '–') end) as differences,
           case
             when not coalesce(private.is_email(counted.email), false) then 'email: ' || coalesce(nullif(counted.email, ''), 'missing')
             when email_place > 1 then 'email: stands in an earlier line as well'
             when counted.company_name is null then 'company_name: missing'
             when not exists (select from public.countries where code = counted.country) then 'country: ' || coalesce(nullif(counted.country, ''), 'missing')
             when length(number) not between 3 and 40 then 'membership_number: 3 to 40 characters'
             when number_place > 1 then 'membership_number: stands in an earlier line as well'
             when exists (select from private.legacy_accounts other where other.membership_number = number and other.email <> counted.email) then
               'membership_number: belongs to another address in the portal'
           end as complaint
    from counted left join private.legacy_accounts known on known.email = counted.email
  )
  select line, coalesce(known_id, gen_random_uuid()) as id, email, number, company_name, country, migrated_to, differences,
         case when complaint is not null then 'refused' when known_id is null then 'added' when differences = '' then 'same' when migrated_to is not null then 'moved' else 'changed' end
           as outcome,
         coalesce(complaint, case when known_id is not null then nullif(differences, '') end) as detail
  from looked_up;
  create index on pg_temp.judged_accounts (email) where outcome <> 'refused';
  analyze pg_temp.judged_accounts;
  insert into pg_temp.legacy_report select 'accounts', line, outcome, detail from pg_temp.judged_accounts;
end
$$;

-- Judges every line of products in the same way. Equal lines are told apart by counting them, so that the same file twice adds nothing.
-- In tables, not in one query: the planner must know how many there are.
create function private.judge_legacy_products() returns void language plpgsql set search_path = '' as $$
begin
  create temporary table arriving_products on commit drop as
  with tidy as materialized (
    select line, lower(btrim(email)) as email, upper(btrim(model_code)) as model_code, nullif(btrim(serial_number), '') as serial_number,
           nullif(btrim(purchased_on), '') as date_words, private.read_date(purchased_on) as purchased_on, nullif(upper(btrim(purchase_country)), '') as purchase_country,
           nullif(btrim(dealer_name), '') as dealer_name
    from pg_temp.legacy_product_lines
  ), placed as (
    select tidy.*, coalesce(listed.id, known.id) as account_id, coalesce(listed.migrated_to, known.migrated_to) is not null as is_moved, model.id as model_id,
           coalesce(plain_serial, '') as serial_key,
           case when plain_serial !~ model.serial_pattern then
             'the serial does not fit the model; the member will be asked for it' end as remark,
           case
             when coalesce(listed.id, known.id) is null then 'email: no account ' || coalesce(nullif(tidy.email, ''), 'given')
             when model.id is null then 'model_code: unknown ' || coalesce(nullif(tidy.model_code, ''), 'because missing')
             when length(serial_number) > 60 then 'serial_number: longer than 60 characters'
             when date_words is not null and purchased_on is null then 'purchased_on: ' || date_words
             when purchased_on not between date '1950-01-01' and current_date then 'purchased_on: ' || date_words
             when purchase_country is not null and not exists (select from public.countries where code = purchase_country) then 'purchase_country: ' || purchase_country
             when length(dealer_name) > 120 then 'dealer_name: longer than 120 characters'
           end as complaint
    from tidy
    left join pg_temp.judged_accounts listed on listed.email = tidy.email and listed.outcome <> 'refused'
    left join private.legacy_accounts known on known.email = tidy.email
    left join public.product_models model on model.code = tidy.model_code
    -- The offset keeps it one call a line.
    left join lateral (select private.normalize_serial(tidy.serial_number, model.strips_leading_zeros) as plain_serial offset 0) as form on true
  )
  select placed.*, row_number() over (partition by account_id, model_id, serial_key, complaint is null order by purchased_on, purchase_country, dealer_name, line) as copy
  from placed;
  analyze pg_temp.arriving_products;

  create temporary table present_products on commit drop as
  select old.*, serial_key, row_number() over (partition by old.legacy_account_id, old.model_id, serial_key
                                               order by old.purchased_on, old.purchase_country, old.dealer_name, old.id) as copy
  from private.legacy_products old
  join public.product_models model on model.id = old.model_id
  cross join lateral (select coalesce(private.normalize_serial(old.serial_number, model.strips_leading_zeros), '') as serial_key) as keys
  where old.legacy_account_id in (select account_id from pg_temp.arriving_products);
  analyze pg_temp.present_products;

  create temporary table judged_products on commit drop as
  with compared as (
    select arriving.*, present.id as known_id, present.product_id,
           concat_ws('; ',
             case when present.serial_number is distinct from arriving.serial_number then
               'serial_number: ' || coalesce(present.serial_number, '–') || ' → ' || coalesce(arriving.serial_number, '–') end,
             case when present.purchased_on is distinct from arriving.purchased_on then
               'purchased_on: ' || coalesce(present.purchased_on::text, '–') || ' → ' || coalesce(arriving.purchased_on::text, '–') end,
             case when present.purchase_country is distinct from arriving.purchase_country then
               'purchase_country: ' || coalesce(present.purchase_country, '–') || ' → ' || coalesce(arriving.purchase_country, '–') end,
             case when present.dealer_name is distinct from arriving.dealer_name then
               'dealer_name: ' || coalesce(present.dealer_name, '–') || ' → ' || coalesce(arriving.dealer_name, '–') end) as differences
    from pg_temp.arriving_products arriving
    left join pg_temp.present_products present on arriving.complaint is null and present.legacy_account_id = arriving.account_id and present.model_id = arriving.model_id
      and present.serial_key = arriving.serial_key and present.copy = arriving.copy
  )
  select line, account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name, known_id,
         case when complaint is not null then 'refused' when known_id is null and is_moved then 'refused' when known_id is null then 'added'
              when differences = '' then 'same' when is_moved or product_id is not null then 'moved' else 'changed' end as outcome,
         case when complaint is not null then complaint when known_id is null and is_moved then 'email: the account has moved to a company; register the product there'
              when known_id is null then remark else nullif(differences, '') end as detail
  from compared;
  analyze pg_temp.judged_products;
  insert into pg_temp.legacy_report select 'products', line, outcome, detail from pg_temp.judged_products;
end
$$;

-- Judges the lines read, and writes the good ones unless it is a trial. The report is in legacy_report. Safe to repeat.
create function private.import_legacy_lines(is_trial boolean) returns void language plpgsql set search_path = '' as $$
begin
  analyze pg_temp.legacy_account_lines;
  analyze pg_temp.legacy_product_lines;
  -- No company may take over an account of the file while it is compared.
  perform from private.legacy_accounts where email in (
    select lower(btrim(email)) from pg_temp.legacy_account_lines union select lower(btrim(email)) from pg_temp.legacy_product_lines) order by id for update;
  perform private.judge_legacy_accounts();
  perform private.judge_legacy_products();
  if is_trial then
    return;
  end if;
  -- Numbers that go from one address to another within the file are free for a moment.
  update private.legacy_accounts known set membership_number = null
  from pg_temp.judged_accounts judged where judged.outcome = 'changed' and known.id = judged.id and known.membership_number is distinct from judged.number;
  update private.legacy_accounts known set company_name = judged.company_name, country = judged.country, membership_number = judged.number
  from pg_temp.judged_accounts judged where judged.outcome = 'changed' and known.id = judged.id;
  insert into private.legacy_accounts (id, email, membership_number, company_name, country)
  select id, email, number, company_name, country from pg_temp.judged_accounts where outcome = 'added';
  update private.legacy_products known set serial_number = judged.serial_number, purchased_on = judged.purchased_on, purchase_country = judged.purchase_country,
    dealer_name = judged.dealer_name
  from pg_temp.judged_products judged where judged.outcome = 'changed' and known.id = judged.known_id;
  insert into private.legacy_products (legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
  select account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name from pg_temp.judged_products where outcome = 'added' order by line;
end
$$;

-- The rows of a CSV text (private.read_csv) whose first line names at least the required columns. Errors: column_missing.
create function private.read_csv_rows(content text, required text[]) returns table (line integer, fields jsonb) language plpgsql set search_path = '' as $$
declare
  head text := lower(split_part(replace(ltrim(content, U&'\FEFF'), E'\r', E'\n'), E'\n', 1));
  lacking text;
begin
  select string_agg(name, ', ') into lacking from unnest(required) as name where head !~ ('(^|[;,\t"])\s*' || name || '\s*($|[;,\t"])');
  if lacking is not null then
    raise sqlstate 'PT422' using message = 'column_missing', detail = lacking, hint = 'The first line names the columns.';
  end if;
  return query select (csv_row ->> 'line')::integer, csv_row from jsonb_array_elements(private.read_csv(content)) as csv_row;
end
$$;

create function support.import_legacy(accounts_csv text, products_csv text, reason text, staff text, dry_run boolean default true)
returns table (file text, line integer, outcome text, detail text) language plpgsql set search_path = '' as $$
begin
  perform private.note_staff_action(case when dry_run then 'try_import_legacy' else 'import_legacy' end, null, null, reason, staff);
  perform private.open_legacy_import();
  insert into pg_temp.legacy_account_lines
  select rows.line, fields ->> 'email', fields ->> 'membership_number', fields ->> 'company_name', fields ->> 'country'
  from private.read_csv_rows(accounts_csv, array['email', 'company_name', 'country']) as rows where btrim(coalesce(accounts_csv, '')) <> '';
  insert into pg_temp.legacy_product_lines
  select rows.line, fields ->> 'email', fields ->> 'model_code', fields ->> 'serial_number', fields ->> 'purchased_on', fields ->> 'purchase_country', fields ->> 'dealer_name'
  from private.read_csv_rows(products_csv, array['email', 'model_code']) as rows where btrim(coalesce(products_csv, '')) <> '';
  perform private.import_legacy_lines(dry_run);
  return query
  (select report.file, null::integer, report.outcome, count(*) || case when dry_run then ' lines would be ' else ' lines ' end || report.outcome
   from pg_temp.legacy_report report group by report.file, report.outcome order by report.file, report.outcome)
  union all
  (select report.file, report.line, report.outcome, report.detail from pg_temp.legacy_report report
   where report.detail is not null order by report.outcome = 'refused' desc, report.file, report.line limit 1000);
  drop table pg_temp.legacy_account_lines, pg_temp.legacy_product_lines, pg_temp.legacy_report, pg_temp.judged_accounts, pg_temp.arriving_products,
    pg_temp.present_products, pg_temp.judged_products;
end
$$;
comment on function support.import_legacy(text, text, text, text, boolean) is
  'Takes accounts and products of the old system in: two CSV texts with a first line of column names (accounts: email, company_name, country, membership_number; products: email, model_code, serial_number, purchased_on, purchase_country, dealer_name), why, your address. A trial that writes nothing unless dry_run => false. Lists what is added, changed, same, moved (left alone) and refused, with line numbers. The same files again change nothing. For many thousand lines use npm run legacy:import. Refusals: column_missing, reason_missing, staff_unknown.';
