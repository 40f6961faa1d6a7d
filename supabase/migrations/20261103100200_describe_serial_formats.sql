-- Why: who types a wrong serial should hear what is wrong with it. Where the label is and what the number on the box looks like is data of the
-- model; letters that look like digits and zeros lost by a spreadsheet are recognised.

alter table public.product_models
  add column serial_place text not null default 'label',
  add column box_pattern text default '^\d{13}$',
  add constraint product_models_serial_place_known check (serial_place in (
    'base_plate', 'battery_chamber', 'rear_panel', 'side_panel', 'lens_mount', 'lens_barrel', 'flash_foot', 'label')),
  add constraint product_models_box_pattern_is_anchored check (box_pattern ~ '^\^.*\$$'),
  add constraint product_models_box_number_is_no_serial check (serial_example !~ box_pattern);
comment on column public.product_models.serial_example is 'A serial as it stands on the label; shown to members beside the field.';
comment on column public.product_models.serial_place is 'Where the label is: base_plate, battery_chamber, rear_panel, side_panel, lens_mount, lens_barrel, flash_foot or label (anywhere else).';
comment on column public.product_models.box_pattern is 'Regular expression of the number on the box that people take for the serial (a bar code of 13 digits unless said otherwise); empty = none known.';

-- A serial that would fit, made from one that does not: a "S/N" before it left out, or letters and digits exchanged that look alike
-- (0 and O; 1, I and L; 5 and S; 8 and B). In: the normalised serial. Out: the one with the fewest changes, or null.
create function private.find_look_alike(serial text, pattern text) returns text language sql immutable set search_path = '' as $$
  with heads as (
    -- Serials are digits, sometimes after a few letters: so letters first, then digits.
    select keep, translate(left(serial, keep), '0158', letters) || translate(substr(serial, keep + 1), 'OILSB', '01158') as candidate
    from generate_series(0, least(length(serial), 4)) as keep, unnest(array['0158', 'OISB', 'OLSB']) as letters
  ), candidates as (
    select candidate from heads
    union
    select overlay(serial placing other from place) from generate_series(1, least(length(serial), 60)) as place,
      unnest(case substr(serial, place, 1)
        when '0' then array['O'] when 'O' then array['0'] when '1' then array['I', 'L'] when 'I' then array['1', 'L'] when 'L' then array['1', 'I']
        when '5' then array['S'] when 'S' then array['5'] when '8' then array['B'] when 'B' then array['8'] end) as other
    union
    select regexp_replace(serial, '^(S/?N|NO|NR|SERIAL|SARJANUMERO)[.:#/]*', '')
  )
  select candidate from candidates
  where candidate <> serial and candidate ~ pattern
  order by (select count(*) from generate_series(1, greatest(length(candidate), length(serial))) as place
            where substr(candidate, place, 1) <> substr(serial, place, 1)), candidate
  limit 1
$$;

-- The serial with up to four zeros before it, or without that many: spreadsheets lose them, and some scanners add them. Null when none fits.
create function private.find_other_zeros(serial text, pattern text) returns text language sql immutable set search_path = '' as $$
  select candidate
  from generate_series(1, 4) as zeros, unnest(array[repeat('0', zeros) || serial, regexp_replace(serial, '^0{' || zeros || '}', '')]) as candidate
  where candidate <> serial and candidate <> '' and candidate ~ pattern
  order by zeros, candidate
  limit 1
$$;

-- What is wrong with a serial that its model does not accept. In: as typed. Out: {"problem": "look_alike" (suggestion is it), "zeros" (so too),
-- "box_number" (the one on the box) or "form", "suggestion": text or null, "length": characters of the normalised serial,
-- "place": where the label is, "pattern": what fits}. The page makes a sentence of it.
create function private.explain_serial(serial text, model public.product_models) returns jsonb language plpgsql immutable set search_path = '' as $$
declare
  plain text := private.normalize_serial(serial, false);
  kept text := private.normalize_serial(serial, model.strips_leading_zeros);
  look_alike text := private.find_look_alike(kept, model.serial_pattern);
  -- Where leading zeros do not count, none is missing or too many.
  zeros text := case when not model.strips_leading_zeros then private.find_other_zeros(plain, model.serial_pattern) end;
  is_box_number boolean := coalesce(plain ~ model.box_pattern, false);
begin
  return jsonb_build_object(
    'problem', case when look_alike is not null then 'look_alike' when is_box_number then 'box_number' when zeros is not null then 'zeros' else 'form' end,
    'suggestion', case when look_alike is not null then look_alike when is_box_number then null else zeros end,
    'length', coalesce(length(plain), 0), 'place', model.serial_place, 'pattern', model.serial_pattern);
end
$$;
