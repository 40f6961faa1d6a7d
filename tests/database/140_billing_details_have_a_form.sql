-- Billing profile: VAT numbers and e-invoice addresses are checked for their form, the register's answer is shown as what it is and written by news alone.
select * from no_plan();

select ok(private.is_vat_id(number), number || ' can be a VAT number')
from unnest(array['FI12345671', 'DE123456789', 'ATU12345678', 'SE556036079301', 'NL123456789B01', 'CHE123456789MWST', 'CHE123456789', 'NO123456789MVA', 'GB123456789',
  'ESX1234567L', 'FRXX123456789', 'IE1234567FA', 'HU12345678', 'CZ12345678', 'EL123456789', 'BE0123456789']) number;
select ok(not private.is_vat_id(number), coalesce(number, 'nothing') || ' cannot be one')
from unnest(array['FI1234567', 'FI123456789', '12345671', 'XX12345678', 'DE12345678A', 'SE5560360793', 'fi12345671', 'FI 12345671', 'BE123456789', '']) number;
select ok(private.is_e_invoice_address(address), address || ' can be an address for e-invoices')
from unnest(array['0216:003712345671', '0216:003712345671ABC', '0088:7300010000001', '0192:974760673', '0007:5560360793', '0208:0202239951', '9930:DE123456789', '0204:04011000-12345-03']) address;
select ok(not private.is_e_invoice_address(address), coalesce(address, 'nothing') || ' cannot be one')
from unnest(array['003712345671', '0216:003712345672', '0216:12345671', '0088:7300010000002', '0192:974760674', '0007:5560360794', '0208:0202239952', '1234:5678', '9930:', '0204:-', 'x', '']) address;

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
create function tests.details(more jsonb default '{}') returns jsonb language sql as $$ select tests.billing() || more $$;

select throws_ok($$ select service.join_membership(tests.id('owner@kuvaamo.example'), tests.id('kuvaamo'), 'silver', 'card', true, tests.details('{"vat_id": "FI123"}')) $$,
  '23514', null, 'nobody joins with a VAT number of no form');
select throws_ok($$ select service.join_membership(tests.id('owner@kuvaamo.example'), tests.id('kuvaamo'), 'silver', 'card', true, tests.details('{"e_invoice_address": "0216:003712345672"}')) $$,
  '23514', null, 'nor with an e-invoice address of no form');
select is((select count(*) from public.memberships), 0::bigint, 'and is no member then');
select service.join_membership(tests.id('owner@kuvaamo.example'), tests.id('kuvaamo'), 'silver', 'card', true,
  tests.details('{"vat_id": "FI12345671", "e_invoice_address": "0216:003712345671"}'));
select results_eq($$ select vat_id, vat_id_state, e_invoice_address from public.billing_profiles $$, $$ values ('FI12345671', 'pending', '0216:003712345671') $$,
  'joining stores both; the number is pending');
select service.attach_customer(tests.id('kuvaamo'), 'cus_1');

create function tests.register_says(value text, status text, read_at timestamptz default now()) returns void language sql as $$
  select service.mirror_tax_id(jsonb_build_object('stripe_customer_id', 'cus_1', 'value', value, 'status', status, 'verified_name', case status when 'verified' then 'Kuvaamo Oy' end, 'read_at', read_at))
$$;
select tests.register_says('FI99999999', 'unverified');
select is((select vat_id_state from public.billing_profiles), 'pending', 'news of another number change nothing');
select tests.register_says('FI12345671', 'unavailable', now() - interval '2 minutes');
select is((select vat_id_state from public.billing_profiles), 'unavailable', 'a register that does not answer is unavailable, not a wrong number');
select tests.register_says('FI12345671', 'verified', now() - interval '1 minute');
select results_eq($$ select vat_id_state, vat_id_name from public.billing_profiles $$, $$ values ('verified', 'Kuvaamo Oy') $$, 'then it is verified');
select tests.register_says('FI12345671', 'pending', now() - interval '3 minutes');
select is((select vat_id_state from public.billing_profiles), 'verified', 'what was read earlier changes nothing any more');

-- Stripe hears of changes, whoever makes them, and only of those it prints.
create function tests.told() returns bigint language sql security definer as $$ select count(*) from private.stripe_calls where kind = 'update_customer' $$;
create temporary table before as select tests.told() as told;
update public.billing_profiles set e_invoice_address = '0216:003712345671', vat_id_state = 'verified';
select is(tests.told(), (select told from before), 'what Stripe does not print is not told');
update public.billing_profiles set city = 'Turku';
select is(tests.told(), (select told + 1 from before), 'another town is');
select is((select parameters -> 'billing' ->> 'city' from private.stripe_calls where kind = 'update_customer' order by call_number desc limit 1), 'Turku', 'as it is now');
select service.stripe_call_done((select id from private.stripe_calls where kind = 'set_tax_id' order by call_number desc limit 1), '{"tax_id": null, "verification": "not_accepted"}');
select is((select vat_id_state from public.billing_profiles), 'unverified', 'a number Stripe does not accept waits for no register');

-- Entered before there were forms.
alter table public.billing_profiles disable trigger reset_vat_id_state;
update public.billing_profiles set vat_id = 'FR12';
alter table public.billing_profiles enable trigger reset_vat_id_state;
select lives_ok($$ update public.billing_profiles set city = 'Oulu', vat_id_state = 'unverified' $$, 'a number of no form stays, and the rest of its row can change');
select throws_ok($$ update public.billing_profiles set vat_id = 'FR13' $$, '23514', null, 'another one needs its form');

select tests.act_as('billing@kuvaamo.example');
select throws_ok($$ update public.billing_profiles set vat_id_state = 'verified' $$, '42501', null, 'a member does not verify his number');
update public.billing_profiles set vat_id = 'SE556036079301', e_invoice_address = null;
select results_eq($$ select vat_id_state, vat_id_name from public.billing_profiles $$, $$ values ('pending', null::text) $$, 'another number is pending again');
select throws_ok($$ update public.billing_profiles set e_invoice_address = '1234:5' $$, '23514', null, 'an e-invoice address needs its form on the account page, too');
update public.billing_profiles set vat_id = null;
select is((select vat_id_state from public.billing_profiles), null, 'no number has no state');

select * from finish();
