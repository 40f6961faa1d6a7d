-- Why: many migrations add to the same closed lists (kinds of mails, of calls to Stripe); one way of adding beats a copy in each.

-- Adds kinds to a closed list, whatever is in it by now: other migrations add theirs. The list is read in both forms Postgres shows it in.
create function private.allow_kinds(of_table regclass, constraint_name text, more text[]) returns void language plpgsql set search_path = '' as $$
declare
  kinds text;
begin
  select string_agg(distinct quote_literal(kind), ', ') into kinds from (
    select match.found[1] as kind
    from regexp_matches((select pg_get_constraintdef(oid) from pg_constraint where conname = constraint_name and conrelid = of_table), '[''{,]([a-z_]+)(?=[''},])', 'g') as match (found)
    union select unnest(more)) as listed;
  execute format('alter table %s drop constraint %I, add constraint %I check (kind in (%s))', of_table, constraint_name, constraint_name, kinds);
end
$$;
