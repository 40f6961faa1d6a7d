-- Why: the catalogue decides points (R2) and how a model's serial is written (R5); dealers are suggested, never demanded.

create table public.product_models (
  id uuid primary key default gen_random_uuid(),
  code text not null unique,
  name text not null,
  category text not null,
  points integer not null,
  serial_pattern text not null,
  serial_example text not null,
  strips_leading_zeros boolean not null default false,
  is_registrable boolean not null default true,
  search_text text generated always as (lower(code || ' ' || name)) stored,
  created_at timestamptz not null default now(),
  constraint product_models_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,29}$'),
  constraint product_models_name_length check (length(btrim(name)) between 1 and 120),
  constraint product_models_category_known check (category in ('body', 'lens', 'cine', 'flash', 'accessory')),
  constraint product_models_points_positive check (points > 0),
  constraint product_models_pattern_is_anchored check (serial_pattern ~ '^\^.*\$$'),
  constraint product_models_example_fits check (serial_example ~ serial_pattern)
);
comment on table public.product_models is 'The catalogue: every model that can be registered, its points and the form of its serial number.';
comment on column public.product_models.points is 'Points a complete product of this model earns from now on; entries already made keep their value (R2).';
comment on column public.product_models.serial_pattern is 'Regular expression for the normalised serial: upper case, without spaces and dashes.';
comment on column public.product_models.strips_leading_zeros is 'True when 00123 and 123 are the same serial of this model (R5).';
create index product_models_search on public.product_models using gin (search_text extensions.gin_trgm_ops);

create table public.dealers (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  country text not null references public.countries (code),
  is_active boolean not null default true,
  constraint dealers_name_length check (length(btrim(name)) between 1 and 120)
);
comment on table public.dealers is 'Dealers offered as suggestions beside the field Jälleenmyyjä.';
create unique index dealers_country_name on public.dealers (country, lower(name));

alter table public.product_models enable row level security;
alter table public.dealers enable row level security;
create policy "Members read the catalogue" on public.product_models for select to authenticated using (true);
create policy "Members read the dealers" on public.dealers for select to authenticated using (is_active);
grant select on public.product_models, public.dealers to authenticated;

-- Finds registrable models whose name or code holds every word of `term`, best match first, at most 20 (S2).
create function public.search_models(term text)
returns setof public.product_models language sql stable set search_path = '' as $$
  select model.*
  from public.product_models model
  where model.is_registrable
    and model.search_text like all (
      select '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      from unnest(string_to_array(lower(btrim(left(coalesce(term, ''), 100))), ' ')) as word where word <> '')
  order by lower(model.code) = lower(btrim(term)) desc, model.search_text like lower(btrim(term)) || '%' desc,
           position(lower(btrim(term)) in model.search_text), model.name
  limit 20
$$;
grant execute on function public.search_models to authenticated;
