-- Why: a spreadsheet is where finance works. The dashboard's own export writes a view as it is; this writes it as a Finnish, German or French spreadsheet
-- opens it by a double click.

-- A cell: quoted where needed; what a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises.
create function private.write_csv_cell(value text, is_number boolean, separator text) returns text language sql immutable set search_path = '' as $$
  select case when value is null then ''
              when is_number then case when separator = ';' then replace(value, '.', ',') else value end
              when guarded ~ ('[";,\t\r\n]|^\s|\s$') then '"' || replace(guarded, '"', '""') || '"'
              else guarded end
  from (select case when value ~ '^[=+\-@\t\r]' then '''' || value else value end as guarded) as cell
$$;

create function support.finance_csv(list text, separator text default ';') returns text language plpgsql stable set search_path = '' as $$
declare
  known constant text[] := array['receivables', 'receivables_by_age', 'receivables_by_company', 'due_this_week', 'failed_charges', 'revenue', 'card_disputes', 'late_payments', 'waiting_money'];
  heading text;
  cells text;
  body text;
begin
  if list is null or list <> all (known) then
    raise sqlstate 'PT404' using message = 'list_unknown', hint = array_to_string(known, ', ');
  elsif separator is null or separator not in (';', ',') then
    raise sqlstate 'PT422' using message = 'value_refused', hint = 'The separator is ; (numbers with comma) or , (numbers with point).';
  end if;
  select string_agg(part.attname, separator order by part.attnum),
         string_agg(format('private.write_csv_cell(line.%I::text, %L, %L)', part.attname, part.atttypid in ('numeric'::regtype, 'bigint'::regtype, 'integer'::regtype), separator),
           format(' || %L || ', separator) order by part.attnum)
  into heading, cells
  from pg_catalog.pg_attribute part where part.attrelid = format('support.%I', list)::regclass and part.attnum > 0 and not part.attisdropped;
  execute format('select string_agg(%s, e''\r\n'') from support.%I line', cells, list) into body;
  return heading || e'\r\n' || coalesce(body || e'\r\n', '');
end
$$;
comment on function support.finance_csv(text, text) is
  'Writes one of the money lists as CSV in one cell: copy it into a file that ends in .csv. Lists: receivables, receivables_by_age, receivables_by_company, due_this_week, failed_charges, revenue, card_disputes, late_payments, waiting_money (the last two in cents). Separator ; writes 99,00 (Finnish, German, French spreadsheets), , writes 99.00. Refusals: list_unknown, value_refused.';
