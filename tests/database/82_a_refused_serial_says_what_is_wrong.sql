-- A refusal helps: the number on the box, letters that look like digits, zeros a spreadsheet lost.
select plan(34);

select tests.create_company('kuvaamo');
select tests.create_model('M-12', 100, '^\d{12}$');
select tests.create_model('M-C8', 100, '^[A-Z0-9]{1,20}$');
update public.product_models set serial_pattern = '^C8\d{7}$', serial_example = 'C80012345', serial_place = 'side_panel' where id = tests.id('M-C8');
select tests.create_model('M-SA', 100, '^[A-Z0-9]{1,20}$');
update public.product_models set serial_pattern = '^[A-Z]{2}\d{6}$', serial_example = 'SA104711' where id = tests.id('M-SA');
select tests.create_model('M-LENS', 100, '^\d{6,10}$', true);
create function tests.read_detail(statement text) returns jsonb language plpgsql as $$
declare
  detail text;
begin
  execute statement;
  return null;
exception when sqlstate 'PT422' then
  get stacked diagnostics detail = pg_exception_detail;
  return detail::jsonb;
end
$$;
create function tests.explain(model text, serial text) returns jsonb language sql as $$
  select tests.read_detail(format('select tests.register(%L, %L, %L, %L)', 'x', 'kuvaamo', model, serial))
$$;

select is(tests.explain(model, typed) ->> 'suggestion', suggestion, format('%s on %s: did you mean %s?', typed, model, suggestion)) from (values
  ('M-12', '04302100471I', '043021004711'), ('M-12', 'O4302I0O47ll', '043021004711'), ('M-12', '0430-2100-471L', '043021004711'),
  ('M-12', 'o43o21oo4711', '043021004711'), ('M-12', '0B3021004711', '083021004711'), ('M-12', '04302100471S', '043021004715'),
  ('M-12', 'S/N 043021004711', '043021004711'), ('M-12', 'Sarjanumero: 043021004711', '043021004711'),
  ('M-C8', 'CB0012345', 'C80012345'), ('M-C8', 'C8OO12E45', null), ('M-C8', 'C8OOI2345', 'C80012345'),
  ('M-SA', '5A104711', 'SA104711'), ('M-SA', 'SA1O47II', 'SA104711'), ('M-SA', '5A1O47I1', 'SA104711'), ('M-SA', '58104711', 'SB104711'),
  ('M-LENS', '45OO621', '4500621'), ('M-LENS', 'l4500621', '14500621'),
  ('M-12', '43021004711', '043021004711'), ('M-12', '0043021004711', null), ('M-LENS', '123', null), ('M-12', 'XYZ', null)) as typed (model, typed, suggestion);
select is(tests.explain(model, typed) ->> 'problem', problem, format('%s on %s: %s', typed, model, problem)) from (values
  ('M-12', '04302100471I', 'look_alike'), ('M-12', '43021004711', 'zeros'), ('M-12', '6430210047113', 'box_number'), ('M-12', '0043021004711', 'box_number'),
  ('M-12', 'XYZ', 'form'), ('M-12', '---', 'form'), ('M-LENS', '00000', 'form')) as typed (model, typed, problem);
select is(tests.explain('M-C8', '12 34') - 'suggestion', '{"problem": "form", "length": 4, "place": "side_panel", "pattern": "^C8\\d{7}$"}'::jsonb,
  'the refusal tells how long the typed one is, what fits and where the label is');
update public.product_models set box_pattern = null where id = tests.id('M-12');
select is(tests.explain('M-12', '0043021004711') ->> 'suggestion', '043021004711', 'where the box bears no number to mistake, a zero too many is one');
select is((select count(*) from public.products where account_id = tests.id('kuvaamo')), 0::bigint, 'of all that nothing was stored');

-- The data behind it.
select throws_ok($$ update public.product_models set serial_place = 'moon' where id = tests.id('M-12') $$, '23514', null, 'a place is one of those the page knows');
select throws_ok($$ update public.product_models set box_pattern = '\d{12}' where id = tests.id('M-12') $$, '23514', null, 'a pattern covers the whole number');
select throws_ok($$ update public.product_models set box_pattern = '^\d{12}$' where id = tests.id('M-12') $$, '23514', null, 'the number on the box is none that is a serial');

select * from finish();
