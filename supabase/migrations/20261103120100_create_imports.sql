-- Why: a rental house brings hundreds of products in one file. Its rows are laid aside first, so that each one's fate is known before anything
-- is registered, a lost connection repeats nothing, and a member who left goes on where he was.

create table private.imports (
  id uuid primary key,
  account_id uuid not null references public.accounts (id) on delete restrict,
  person uuid not null,
  kind text not null,
  file_name text not null,
  header jsonb not null default '[]',
  row_count integer not null,
  checked_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  constraint imports_kind_known check (kind in ('file', 'series')),
  constraint imports_file_name_length check (length(file_name) between 1 and 200),
  constraint imports_header_size check (jsonb_typeof(header) = 'array' and jsonb_array_length(header) <= 100 and length(header::text) <= 20000),
  constraint imports_row_count_range check (row_count between 1 and 10000)
);
comment on table private.imports is 'Files of products a company brings, and series of serials typed at once. Purged 30 days after they were begun (service.sweep).';
comment on column private.imports.person is 'Who brought it; a person has one unfinished file a company.';
comment on column private.imports.kind is 'file = an import with a dry run; series = serials of one purchase, typed one after the other.';
comment on column private.imports.header is 'The header cells of the file, for the file of errors.';
comment on column private.imports.checked_at is 'When the dry run was made; nothing is written before.';
comment on column private.imports.finished_at is 'When the last row had its outcome.';
create index imports_account on private.imports (account_id, person, created_at desc);
create index imports_created on private.imports (created_at);

create table private.import_rows (
  import_id uuid not null references private.imports (id) on delete restrict,
  row_number integer not null,
  source jsonb not null default '[]',
  model_id uuid,
  serial_number text,
  purchased_on date,
  purchased_on_is_estimate boolean not null default false,
  purchase_country text,
  dealer_name text,
  dealer_is_estimate boolean not null default false,
  problem text,
  fate text,
  missing text[],
  points integer not null default 0,
  reason text,
  hint text,
  product_id uuid,
  outcome text,
  primary key (import_id, row_number),
  constraint import_rows_number_range check (row_number between 1 and 10000),
  constraint import_rows_source_size check (jsonb_typeof(source) = 'array' and length(source::text) <= 8000),
  constraint import_rows_problem_form check (problem ~ '^[a-z_]{3,60}$'),
  constraint import_rows_fate_known check (fate in ('complete', 'incomplete', 'present', 'refused')),
  constraint import_rows_outcome_known check (outcome in ('complete', 'incomplete', 'disputed', 'present', 'refused'))
);
comment on table private.import_rows is 'The rows of an import: what is to be registered, the fate the dry run foretold, and the outcome.';
comment on column private.import_rows.source is 'The cells of the row as they stand in the file, for the file of errors.';
comment on column private.import_rows.problem is 'What the browser could not read in the row, as a word; such a row is refused.';
comment on column private.import_rows.fate is 'Dry run: complete, incomplete, present (in the company''s list already) or refused. Says nothing of other companies (R15).';
comment on column private.import_rows.points is 'Points the row would bring, and once written those it brought.';
comment on column private.import_rows.reason is 'Why a row is refused: the problem, or a code of the database.';
comment on column private.import_rows.product_id is 'The product that was registered, or the one that is there already.';
comment on column private.import_rows.outcome is 'What became of it; null until written. A row that has one is never written again.';
create index import_rows_open on private.import_rows (import_id, row_number) where outcome is null;

-- One product as it comes from a file or a form, before it is judged.
create type private.product_line as (
  row_number integer, model_id uuid, serial_number text, purchased_on date, purchased_on_is_estimate boolean, purchase_country text,
  dealer_name text, dealer_is_estimate boolean, problem text
);

-- Foretells what registering each line would bring, without writing and without looking at any other company (R15). The triggers of
-- public.products have the last word when the rows are written. In: `problem` is what the browser found wrong already.
-- Out: fate 'complete', 'incomplete', 'present' (product_id: which one) or 'refused' (reason, and a hint where there is one).
create function private.judge_products(for_account uuid, lines private.product_line[])
returns table (row_number integer, fate text, missing text[], points integer, reason text, hint text, product_id uuid)
language sql stable security definer set search_path = '' as $$
  with read as (
    select line.row_number, line.model_id, nullif(btrim(line.serial_number), '') as typed, line.purchased_on, line.purchase_country,
           nullif(btrim(line.dealer_name), '') as dealer, line.problem, model.id as known_model, model.points as worth, model.is_registrable,
           model.serial_pattern, model.serial_example, private.normalize_serial(nullif(btrim(line.serial_number), ''), model.strips_leading_zeros) as serial
    from unnest(lines) as line
    left join public.product_models model on model.id = line.model_id
  ), checked as (
    select read.*, case
      when problem is not null then problem
      when known_model is null then 'model_not_found'
      when not is_registrable and not private.arrives_from_old_system(for_account, model_id) then 'model_not_registrable'
      when length(typed) > 60 then 'serial_too_long'
      when length(dealer) > 120 then 'dealer_too_long'
      when typed is not null and (serial is null or serial !~ serial_pattern) then 'serial_format'
      when purchased_on > (now() at time zone 'Pacific/Kiritimati')::date then 'purchase_date_in_future'
      when purchased_on < date '1950-01-01' then 'purchase_date_too_old'
      when purchase_country is not null and not exists (select from public.countries where code = purchase_country) then 'country_unknown'
    end as fault
    from read
  ), compared as (
    select checked.*,
           row_number() over (partition by model_id, serial, fault is null order by checked.row_number) as turn,
           (select own.id from public.products own
            where fault is null and own.model_id = checked.model_id and own.serial_normalized = serial and own.account_id = for_account and own.removed_at is null
            limit 1) as present_id
    from checked
  ), judged as (
    select compared.*, coalesce(fault, case when present_id is null and serial is not null and turn > 1 then 'serial_twice_in_file' end) as refusal,
           array_remove(array[case when typed is null then 'serial_number' end, case when purchased_on is null then 'purchase_date' end,
             case when purchase_country is null then 'purchase_country' end, case when dealer is null then 'dealer' end], null) as gaps
    from compared
  )
  select judged.row_number,
         case when refusal is not null then 'refused' when present_id is not null then 'present' when gaps = '{}' then 'complete' else 'incomplete' end,
         gaps, case when refusal is null and present_id is null then worth else 0 end, refusal,
         case when refusal = 'serial_format' then serial_example end, present_id
  from judged order by judged.row_number
$$;
