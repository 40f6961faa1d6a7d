-- Why: what a model is worth changes on known days. Values are entered ahead as periods that never overlap, what was stays on record, and
-- a model may stop counting or leave the catalogue on a day of its own.

create extension if not exists btree_gist with schema extensions;

alter table public.product_models
  add column kind text,
  add column counts_until date,
  add column registrable_from date,
  add column registrable_until date,
  add constraint product_models_kind_known check (kind in ('wide_lens', 'standard_lens', 'telephoto_lens', 'macro_lens')),
  add constraint product_models_kind_is_of_lenses check (kind is null or category = 'lens'),
  add constraint product_models_registrable_period check (registrable_until >= registrable_from),
  drop constraint product_models_points_positive,
  add constraint product_models_points_in_range check (points between 0 and 100000);
comment on column public.product_models.points is 'Points a complete product earns today, 0 = none. Follows model_points; a value written here counts from today on. Entries already made keep theirs (R2).';
comment on column public.product_models.kind is 'Kind of lens, for sentences such as "one telephoto lens more": wide_lens, standard_lens, telephoto_lens, macro_lens; empty for everything else.';
comment on column public.product_models.counts_until is 'Last day on which a product of this model earns points when it becomes complete; empty = no end. Entries made stay.';
comment on column public.product_models.registrable_from is 'First day on which the model can be registered; empty = at once.';
comment on column public.product_models.registrable_until is 'Last day on which the model can be registered; empty = no end.';
comment on column public.product_models.is_registrable is 'False takes the model out of registration whatever the days beside it say; products there are stay.';

create table public.model_points (
  model_id uuid not null references public.product_models (id) on delete restrict,
  valid_from date not null,
  valid_until date,
  points integer not null,
  created_at timestamptz not null default now(),
  primary key (model_id, valid_from),
  constraint model_points_in_range check (points between 1 and 100000),
  constraint model_points_period check (valid_until >= valid_from),
  constraint model_points_never_overlap exclude using gist (model_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table public.model_points is 'What each model is worth on which days; days without a row are worth nothing. Enter changes ahead: end the present row, add the next. Days gone by are fixed.';
comment on column public.model_points.model_id is 'The model (product_models.id).';
comment on column public.model_points.valid_from is 'First day of this value.';
comment on column public.model_points.valid_until is 'Last day of this value; empty = no end.';
comment on column public.model_points.points is 'Points of a product that becomes complete on one of these days (R2).';
comment on column public.model_points.created_at is 'When the row was made.';

-- The day the catalogue lives by: one for all countries, so that a change begins for everybody at once.
create function private.catalogue_day() returns date language plpgsql stable set search_path = '' as $$
begin
  return (now() at time zone 'utc')::date;
end
$$;

-- The value in the calendar on a day, whether or not the model still counts; 0 when there is none.
create function private.calendar_value(for_model uuid, on_day date) returns integer language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select points from public.model_points
    where model_id = for_model and valid_from <= on_day and (valid_until is null or valid_until >= on_day)), 0);
end
$$;

-- What a product of the model earns that becomes complete on a day (R2); 0 after the model's last counting day.
create function private.model_value(for_model uuid, on_day date) returns integer language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select private.calendar_value(id, on_day) from public.product_models
    where id = for_model and (counts_until is null or counts_until >= on_day)), 0);
end
$$;

-- Lets a value begin on a day (today or later) and keeps what is planned after it. In: points, 0 = from then on none.
create function private.set_model_value(for_model uuid, from_day date, value integer) returns void language plpgsql set search_path = '' as $$
declare
  present public.model_points;
  last_day date;
begin
  select * into present from public.model_points
  where model_id = for_model and valid_from <= from_day and (valid_until is null or valid_until >= from_day);
  if coalesce(present.points, 0) = value then
    return;
  end if;
  last_day := case when present.model_id is not null then present.valid_until
    else (select min(valid_from) - 1 from public.model_points where model_id = for_model and valid_from > from_day) end;
  if present.valid_from = from_day then
    delete from public.model_points where model_id = for_model and valid_from = from_day;
  elsif present.model_id is not null then
    update public.model_points set valid_until = from_day - 1 where model_id = for_model and valid_from = present.valid_from;
  end if;
  if value > 0 then
    insert into public.model_points (model_id, valid_from, valid_until, points) values (for_model, from_day, last_day, value);
  end if;
end
$$;

-- What was worth how much is a record: a day gone by keeps its value. A period under way may end today or later, not be rewritten.
create function private.keep_values_of_the_past() returns trigger language plpgsql set search_path = '' as $$
declare
  today date := private.catalogue_day();
  is_kept boolean;
begin
  is_kept := case tg_op
    when 'INSERT' then new.valid_from >= today or not exists (select from public.model_points where model_id = new.model_id)
    when 'DELETE' then old.valid_from >= today
    else (old.valid_from >= today and new.valid_from >= today and new.model_id = old.model_id)
      or ((new.model_id, new.valid_from, new.points) = (old.model_id, old.valid_from, old.points)
        and coalesce(old.valid_until, 'infinity') >= today - 1 and coalesce(new.valid_until, 'infinity') >= today - 1)
  end;
  if not is_kept then
    raise sqlstate 'PT409' using message = 'not_allowed', hint = 'Days gone by keep their value; end the row today or add one that begins today or later.';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger keep_values_of_the_past before insert or update or delete on public.model_points
  for each row execute function private.keep_values_of_the_past();

create function private.refuse_values_truncate() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'not_allowed', hint = 'Values of models are ended one by one.';
end
$$;
create trigger refuse_values_truncate before truncate on public.model_points
  for each statement execute function private.refuse_values_truncate();

-- product_models.points follows the calendar. Definer in all three, so that who may edit one table need not reach the other.
create function private.follow_calendar() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.product_models model set points = private.model_value(model.id, private.catalogue_day())
  where model.id = any (array[new.model_id, old.model_id]) and model.points <> private.model_value(model.id, private.catalogue_day());
  return null;
end
$$;
create trigger follow_calendar after insert or update or delete on public.model_points
  for each row execute function private.follow_calendar();

-- A value written into product_models by hand becomes a period from today; what the calendar does not support is put right.
create function private.enter_into_calendar() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  today date := private.catalogue_day();
begin
  if tg_op = 'INSERT' or (new.points <> old.points and new.points <> private.model_value(new.id, today)) then
    perform private.set_model_value(new.id, today, new.points);
  end if;
  update public.product_models set points = private.model_value(id, today) where id = new.id and points <> private.model_value(id, today);
  return null;
end
$$;
create trigger enter_into_calendar after insert or update of points, counts_until on public.product_models
  for each row execute function private.enter_into_calendar();

-- Brings product_models.points to today's values; called every minute by the jobs. Awards read the calendar itself and never wait for it.
-- Out: how many models changed.
create function service.refresh_catalogue() returns integer language plpgsql security definer set search_path = '' as $$
declare
  today date := private.catalogue_day();
  changed integer;
begin
  -- One pass over all models, where private.model_value would ask for each.
  update public.product_models model set points = current.value
  from (
    select counted.id, case when counted.counts_until < today then 0 else coalesce(present.points, 0) end as value
    from public.product_models counted
    left join public.model_points present on present.model_id = counted.id and present.valid_from <= today
      and (present.valid_until is null or present.valid_until >= today)) as current
  where model.id = current.id and model.points <> current.value;
  get diagnostics changed = row_count;
  return changed;
end
$$;
grant execute on function service.refresh_catalogue to service_role;

insert into public.model_points (model_id, valid_from, points) select id, created_at::date, points from public.product_models;

alter table public.model_points enable row level security;
create policy "Members read values that have begun" on public.model_points for select to authenticated using (valid_from <= (now() at time zone 'utc')::date);
grant select on public.model_points to authenticated;
create trigger audit after insert or update or delete on public.model_points for each row execute function private.write_audit();
