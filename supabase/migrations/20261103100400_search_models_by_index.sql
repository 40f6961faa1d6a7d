-- Why: the catalogue grows; the search stays quick by its index, knows the days of registration, and understands how people write: 85mm, f1.2, vl85f12, 1,4x.

alter table public.product_models alter column search_text set expression as (
  lower(code || ' ' || name || ' ' || replace(code, '-', '') || ' '
    || regexp_replace(translate(name, ',–×', '.-x'), '(f)/(\d)|(\d) (mm)', '\1\2\3\4', 'g')));
comment on column public.product_models.search_text is 'What the search looks in, lower case: code and name, and both once more without the signs people leave out.';

create index product_models_search_begins on public.product_models (search_text text_pattern_ops);

-- Finds registrable models whose name or code holds every word of `term`, best match first, at most 20 (S2).
-- Ranked are those that begin with the term, and up to 200 others: what is asked so broadly is asked again with a letter more.
create or replace function public.search_models(term text)
returns setof public.product_models language sql stable set search_path = '' as $$
  with asked as (
    select plain, array(
      select '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      from unnest(string_to_array(plain, ' ')) as word where word <> '' order by length(word) desc) as patterns
    from (select translate(lower(btrim(left(coalesce(term, ''), 100))), ',–×', '.-x') as plain) as written
  ), on_sale as not materialized (
    select model.* from public.product_models model
    where model.is_registrable and coalesce(model.registrable_from <= (now() at time zone 'utc')::date, true)
      and coalesce(model.registrable_until >= (now() at time zone 'utc')::date, true)
  ), found as (
    (select model.id from on_sale model
     where (select plain from asked) <> '' and model.search_text ~>=~ (select plain from asked) and model.search_text ~<~ (select plain || e'\uFFFF' from asked)
     order by model.search_text using ~<~ limit 20)
    union
    -- Three words by the index (a list of patterns would not use it), then all of them.
    (select model.id from on_sale model
     where model.search_text like (select coalesce(patterns[1], '%') from asked)
       and model.search_text like (select coalesce(patterns[2], '%') from asked)
       and model.search_text like (select coalesce(patterns[3], '%') from asked)
       and model.search_text like all ((select patterns from asked)::text[])
     limit 200)
  )
  select model.*
  from found join public.product_models model on model.id = found.id, asked
  order by lower(model.code) = asked.plain desc, starts_with(model.search_text, asked.plain) desc,
           position(' ' || asked.plain in model.search_text) > 0 desc, nullif(position(asked.plain in model.search_text), 0), model.name, model.code
  limit 20
$$;
