-- R5: case, spaces, dashes and leading zeros do not make another serial; what cannot be one is refused with an example.
select plan(41);

select is(private.normalize_serial(typed, false), '043AB', format('%L is 043AB', typed)) from unnest(array[
  '043AB', '043ab', ' 043 AB ', '0-43-ab', E'043\tab', '043‐ab', '043–ab', '043—ab', '043−ab', E'043\u00a0ab', E'043\u202fab', E'043\u00adab', E'043\u200bab',
  '０４３ＡＢ', '043－ab']) typed;
select is(private.normalize_serial('00123', true), '123', 'leading zeros go where the model says so');
select is(private.normalize_serial('00123', false), '00123', 'and stay where it does not');
select is(private.normalize_serial('00120', true), '120', 'zeros at the end stay');
select is(private.normalize_serial(' - ', false), null, 'spaces and dashes alone are no serial');
select is(private.normalize_serial('0000', true), null, 'zeros alone are none where zeros do not count');
select is(private.normalize_serial(null, true), null, 'nothing stays nothing');

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.create_model('M-ZERO', 100, '^\d{3,12}$', true);
select tests.create_model('M-PLAIN', 100, '^\d{3,12}$', false);
select tests.register('first', 'kuvaamo', 'M-ZERO', '00123');
select is((select array[serial_number, serial_normalized] from public.products where id = tests.id('first')), array['00123', '123'], 'a serial is kept as typed beside its form');
select tests.register('second', 'rival', 'M-ZERO', '1-23');
select is((select claim from public.products where id = tests.id('second')), 'disputed', 'another spelling of the same serial is the same serial');
select tests.register('other model', 'rival', 'M-PLAIN', '123');
select is((select claim from public.products where id = tests.id('other model')), 'held', 'the same digits on another model are another serial');
select tests.register('zeros', 'kuvaamo', 'M-PLAIN', '00123');
select is((select claim from public.products where id = tests.id('zeros')), 'held', 'where leading zeros count they make another serial');

-- The model's format, with an example as hint.
select throws_ok(format('select tests.register(%L, %L, %L, %L)', 'x', 'kuvaamo', 'M-PLAIN', typed), 'PT422', 'serial_format', format('%L is refused', typed))
from unnest(array['12', 'ABC', '123456789012345', '12🎥34', '<script>', '---']) typed;
select throws_ok($$ select tests.register('x', 'kuvaamo', 'M-ZERO', '000') $$, 'PT422', 'serial_format', 'zeros alone are refused');
create function tests.read_hint(statement text) returns text language plpgsql as $$
declare
  hint text;
begin
  execute statement;
  return null;
exception when others then
  get stacked diagnostics hint = pg_exception_hint;
  return hint;
end
$$;
select is(tests.read_hint($$ select tests.register('x', 'kuvaamo', 'M-PLAIN', 'ABC') $$), '1234567', 'the hint is an example of the model');
select throws_ok($$ update public.products set serial_number = 'ABC' where id = tests.id('zeros') $$, 'PT422', 'serial_format', 'an edit is checked as well');
select throws_ok($$ update public.products set model_id = tests.id('M-ZERO'), serial_number = '1' where id = tests.id('zeros') $$, 'PT422', 'serial_format', 'by the form of the new model');
select is((select serial_normalized from public.products where id = tests.id('zeros')), '00123', 'and after the refusal the serial is as it was');

-- The catalogue changes later.
update public.product_models set serial_pattern = '^\d{7}$' where id = tests.id('M-PLAIN');
update public.products set dealer_name = 'Pohjolan Kamera' where id = tests.id('zeros');
select ok(is_complete, 'a serial once accepted stays so when the format changes') from public.products where id = tests.id('zeros');
select throws_ok($$ update public.product_models set strips_leading_zeros = true where id = tests.id('M-PLAIN') $$, 'PT409', 'not_allowed',
  'how serials are compared does not change under registered products');
select tests.create_model('M-UNUSED');
select lives_ok($$ update public.product_models set strips_leading_zeros = true where id = tests.id('M-UNUSED') $$, 'but may while there are none');
select throws_ok($$ update public.product_models set serial_pattern = 'abc' where id = tests.id('M-PLAIN') $$, '23514', null, 'a pattern covers the whole serial');
select throws_ok($$ update public.product_models set serial_example = 'abc' where id = tests.id('M-PLAIN') $$, '23514', null, 'an example fits its pattern');

select * from finish();
