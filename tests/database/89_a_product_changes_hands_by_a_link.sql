-- The seller makes a link, the buyer accepts it once: reversal and credit in one transaction, linked, with a mail to both.
select plan(71);

select tests.create_company('seller');
select tests.create_company('buyer');
select tests.create_company('other');
select tests.create_model('M-1', 100, '^\d{7}$');
select tests.create_model('OLD-1', 100, '^\d{7}$');
select tests.register('camera', 'seller', 'M-1', '100-0001');
select tests.register('lens', 'seller', 'M-1', '1000002');
select tests.register('bare', 'seller', 'M-1', null);
select tests.register('retired', 'seller', 'OLD-1', '1000003');
select tests.register('contested', 'seller', 'M-1', '1000004');
select tests.register('claimed', 'other', 'M-1', '1000004');
update public.product_models set is_registrable = false where code = 'OLD-1';
create table tests.links (name text primary key, token text, id uuid);
grant all on tests.links to public;
-- Makes a link as whoever acts and keeps its token under a name.
create function tests.release(name text, product text) returns timestamptz language sql as $$
  with made as (select public.release_product(tests.id(product)) as answer), kept as (
    insert into tests.links select release.name, answer ->> 'token', (answer ->> 'id')::uuid from made
    on conflict (name) do update set token = excluded.token, id = excluded.id)
  select (answer ->> 'expires_at')::timestamptz from made
$$;
create function tests.token(name text) returns text language sql as $$ select token from tests.links link where link.name = token.name $$;
grant execute on function tests.release, tests.token to public;

-- Who may release what.
select tests.act_as('viewer@seller.example');
select throws_ok($$ select public.release_product(tests.id('camera')) $$, 'PT403', 'not_allowed', 'a viewer releases nothing');
select tests.act_as('billing@seller.example');
select throws_ok($$ select public.release_product(tests.id('camera')) $$, 'PT403', 'not_allowed', 'nor does who pays the bills');
select tests.act_as('owner@buyer.example');
select throws_ok($$ select public.release_product(tests.id('camera')) $$, 'PT404', 'product_not_found', 'nor another company');
select tests.act_as('owner@other.example');
select throws_ok($$ select public.release_product(tests.id('claimed')) $$, 'PT409', 'product_disputed', 'a disputed claim is not given away');
select tests.act_as('products@seller.example');
select throws_ok($$ select public.release_product(tests.id('contested')) $$, 'PT409', 'product_disputed', 'nor a product whose serial somebody else claims');
select throws_ok($$ select public.release_product(tests.id('bare')) $$, 'PT409', 'serial_not_held', 'nor one without a serial');
select public.mark_product(tests.id('lens'), 'stolen');
select throws_ok($$ select public.release_product(tests.id('lens')) $$, 'PT409', 'product_stolen', 'nor a stolen one');
select public.mark_product(tests.id('lens'), 'in_use');
select throws_ok($$ insert into public.product_releases (product_id, account_id, token_hash, expires_at) values (tests.id('camera'), tests.id('seller'), 'x', now()) $$,
  '42501', null, 'links are not written by hand');
select is((select count(*) from public.product_releases), 0::bigint, 'there is no link');

-- A link.
select is(tests.release('first', 'camera'), now() + interval '14 days', 'a product keeper makes a link for fourteen days');
select matches(tests.token('first'), '^[0-9a-f]{64}$', 'with a token that cannot be guessed');
select throws_ok('select token_hash from public.product_releases', '42501', null, 'of which nobody reads even the hash');
select tests.release('second', 'camera');
select results_eq($$ select withdrawn_at is null, accepted_at is null from public.product_releases order by withdrawn_at is null $$,
  $$ values (false, true), (true, true) $$, 'a new link ends the older one');
select throws_ok($$ update public.products set serial_number = '1000009' where id = tests.id('camera') $$, 'PT409', 'product_released', 'while it is open the serial stays');
select throws_ok($$ update public.products set model_id = tests.id('OLD-1') where id = tests.id('camera') $$, 'PT409', 'product_released', 'and the model');
select lives_ok($$ update public.products set dealer_name = 'Kuvakulma Turku' where id = tests.id('camera') $$, 'the rest may be edited');
select is((select serial_number from public.products where id = tests.id('camera')), '100-0001', 'the serial is what it was');

-- What it shows.
select tests.act_as('viewer@buyer.example');
select is(public.preview_release(tests.token('second')) - 'expires_at',
  '{"model_code": "M-1", "model_name": "Model M-1", "category": "body", "points": 100, "serial": "•••••001", "is_own": false}',
  'who holds the link sees model, masked serial and points, and nothing of the seller');
select throws_ok($$ select public.preview_release(tests.token('first')) $$, 'PT404', 'release_invalid', 'the older link shows nothing');
select throws_ok($$ select public.preview_release('guess') $$, 'PT404', 'release_invalid', 'nor does a guess');
select throws_ok($$ select public.preview_release(null) $$, 'PT404', 'release_invalid', 'nor nothing');
select throws_ok($$ select public.accept_release(tests.token('second'), tests.id('buyer')) $$, 'PT403', 'not_allowed', 'a viewer accepts nothing');
select throws_ok($$ select public.withdraw_release(tests.id('camera')) $$, 'PT404', 'product_not_found', 'nor does another company withdraw the link');
select is((select count(*) from public.product_releases), 0::bigint, 'or see it');
select tests.act_as_anonymous();
select throws_ok($$ select public.preview_release(tests.token('second')) $$, '42501', null, 'who is not signed in sees nothing');
select tests.act_as('owner@seller.example');
select is((public.preview_release(tests.token('second')) ->> 'is_own')::boolean, true, 'the seller sees that it is its own');
select throws_ok($$ select public.accept_release(tests.token('second'), tests.id('seller')) $$, 'PT409', 'release_own', 'and cannot buy it from itself');
select throws_ok($$ select public.accept_release(tests.token('second'), tests.id('buyer')) $$, 'PT403', 'not_allowed', 'nor for another company');
select tests.act_as('owner@buyer.example');
select throws_ok($$ select public.accept_release(tests.token('first'), tests.id('buyer')) $$, 'PT404', 'release_invalid', 'the older link brings nothing');
select throws_ok($$ select public.accept_release('guess', tests.id('buyer')) $$, 'PT404', 'release_invalid', 'nor does a guess');
select throws_ok($$ select public.accept_release(tests.token('second'), tests.id('buyer'), date '2200-01-01') $$, 'PT422', 'purchase_date_in_future', 'nor a purchase that has not happened');
select tests.act_as_admin();
select results_eq($$ select state, claim, removed_at from public.products where id = tests.id('camera') $$, $$ values ('in_use', 'held', null::timestamptz) $$, 'the product is where it was');
select is((select count(*) from public.products where account_id = tests.id('buyer')), 0::bigint, 'the buyer has none');
select is((select count(*) from public.product_releases where accepted_at is not null), 0::bigint, 'no link is used up');
select results_eq($$ select tests.balance('seller'), tests.balance('buyer') $$, $$ values (400, 0) $$, 'and no point has moved');

-- Withdrawn, expired, disputed meanwhile, suspended.
select tests.act_as('owner@seller.example');
select public.withdraw_release(tests.id('camera'));
select lives_ok($$ select public.withdraw_release(tests.id('camera')) $$, 'a link can be withdrawn, twice as well');
select lives_ok($$ update public.products set serial_number = '1000001' where id = tests.id('camera') $$, 'then the serial may be edited');
select tests.act_as('owner@buyer.example');
select throws_ok($$ select public.accept_release(tests.token('second'), tests.id('buyer')) $$, 'PT404', 'release_invalid', 'a withdrawn link brings nothing');
select tests.act_as('owner@seller.example');
select tests.release('expired', 'camera');
select tests.act_as_admin();
update public.product_releases set expires_at = now() where id = (select id from tests.links where name = 'expired');
select tests.act_as('owner@buyer.example');
select throws_ok($$ select public.preview_release(tests.token('expired')) $$, 'PT404', 'release_invalid', 'an old link shows nothing');
select throws_ok($$ select public.accept_release(tests.token('expired'), tests.id('buyer')) $$, 'PT404', 'release_invalid', 'and brings nothing');
select tests.act_as('owner@seller.example');
select lives_ok($$ select tests.release('third', 'camera') $$, 'a new one can be made');
select tests.act_as_admin();
select tests.register('rival claim', 'other', 'M-1', '1000001');
select tests.act_as('owner@buyer.example');
select throws_ok($$ select public.accept_release(tests.token('third'), tests.id('buyer')) $$, 'PT409', 'product_disputed', 'a serial somebody claimed meanwhile does not change hands');
select tests.act_as_admin();
update public.products set removed_at = now() where id = tests.id('rival claim');
select tests.give_points('buyer', 500);
select tests.join_tier('buyer', 'silver');
update public.memberships set state = 'suspended' where account_id = tests.id('buyer');
select tests.act_as('owner@buyer.example');
select throws_ok($$ select public.accept_release(tests.token('third'), tests.id('buyer')) $$, 'PT409', 'membership_suspended', 'a suspended company takes nothing over');
select tests.act_as_admin();
select is((select count(*) from private.transfers), 0::bigint, 'nothing was transferred');
update public.memberships set state = 'active' where account_id = tests.id('buyer');

-- Accepted; the value is that of the day, whatever the seller had earned.
update public.product_models set points = 120 where id = tests.id('M-1');
select tests.act_as('products@buyer.example');
select is(public.accept_release(tests.token('third'), tests.id('buyer'), date '2026-10-01', true, 'SE', ' Myyjä Oy ', false) ->> 'points', '120', 'the buyer earns what the model is worth that day');
select results_eq($$ select serial_number, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, claim, is_complete from public.products where account_id = tests.id('buyer') $$,
  $$ values ('1000001', date '2026-10-01', true, 'SE', 'Myyjä Oy', 'held', true) $$, 'its product has the serial, and the purchase as the buyer gave it');
select is((public.accept_release(tests.token('third'), tests.id('buyer')) ->> 'product_id')::uuid, (select id from public.products where account_id = tests.id('buyer')), 'a second click answers the same');
select throws_ok('select from private.transfers', '42501', null, 'the transfer itself names both companies and is not theirs to read');
select tests.act_as('owner@other.example');
select throws_ok($$ select public.accept_release(tests.token('third'), tests.id('other')) $$, 'PT404', 'release_invalid', 'nobody else uses the link again');
select tests.act_as_admin();
select results_eq($$ select state, claim, removed_at is not null from public.products where id = tests.id('camera') $$, $$ values ('sold', 'none', true) $$, 'the seller''s product is sold');
select results_eq($$ select tests.balance('seller'), tests.balance('buyer') $$, $$ values (300, 620) $$, 'what one lost the other did not have to');
select results_eq($$ select reversal.kind, reversal.account_id, reversal.points, credit.kind, credit.account_id, credit.points
    from private.transfers t join public.point_entries reversal on reversal.id = t.reversal_id join public.point_entries credit on credit.id = t.credit_id $$,
  $$ values ('reversal', tests.id('seller'), -100, 'award', tests.id('buyer'), 120) $$, 'the two entries are linked');
select results_eq($$ select recipient, data ->> 'role', (data ->> 'points')::integer from private.mail_outbox where kind = 'product_transferred' order by 2 $$,
  $$ values ('owner@buyer.example', 'buyer', 120), ('owner@seller.example', 'seller', -100) $$, 'both are told, once');
select is_empty($$ select from private.mail_outbox where kind = 'product_transferred' and data::text ~ case data ->> 'role' when 'buyer' then '"seller"' else '"buyer"' end $$, 'neither mail names the other company');

-- A buyer who had registered it already: the claim becomes the product, the gaps are filled.
select tests.act_as('owner@seller.example');
select tests.release('lens', 'lens');
select tests.act_as('owner@buyer.example');
select tests.register('own claim', 'buyer', 'M-1', '1000002', false);
select is(public.accept_release(tests.token('lens'), tests.id('buyer'), date '2020-01-01', false, 'SE', 'Myyjä Oy', true) ->> 'product_id', tests.id('own claim')::text, 'its own claim is taken up');
select results_eq($$ select claim, purchased_on, purchase_country, dealer_name, dealer_is_estimate from public.products where id = tests.id('own claim') $$,
  $$ values ('held', date '2024-05-02', 'FI', 'Myyjä Oy', true) $$, 'what it had stays, what was missing is filled in');
select tests.act_as_admin();
select is((select count(*) from private.disputes where closed_at is null and claimant_product_id = tests.id('own claim')), 0::bigint, 'the dispute is over');

-- A model that is no longer registered changes hands all the same; it is not registered anew by that.
select tests.act_as('owner@seller.example');
select tests.release('retired', 'retired');
select tests.act_as('owner@buyer.example');
select is(public.accept_release(tests.token('retired'), tests.id('buyer'), date '2020-01-01', false, 'SE', 'Myyjä Oy', true) ->> 'points', '100', 'a retired model changes hands');
select is((select is_complete from public.products where account_id = tests.id('buyer') and model_id = tests.id('OLD-1')), true, 'and is complete there');
select throws_ok($$ select tests.register('another', 'buyer', 'OLD-1', '1000009') $$, 'PT422', 'model_not_registrable', 'another one of it is not registered');
select tests.act_as_admin();

-- Back to the seller, who had lost a claim on it in between.
select tests.register('again', 'seller', 'M-1', '1000002');
update public.products set claim = 'lost' where id = tests.id('again');
select tests.act_as('owner@buyer.example');
select tests.release('back', 'own claim');
select tests.act_as('owner@seller.example');
select is(public.accept_release(tests.token('back'), tests.id('seller')) ->> 'product_id', tests.id('again')::text, 'a lost claim becomes good when the product is bought');
select is((select claim from public.products where id = tests.id('again')), 'held', 'it holds the serial');

-- Leaving takes the link along.
select tests.release('leaving', 'again');
select public.mark_product(tests.id('again'), 'scrapped');
select is((select count(*) from public.product_releases where withdrawn_at is null and accepted_at is null), 0::bigint, 'a product that left has no open link');

-- Support moves a product.
select tests.act_as_admin();
insert into support.staff (email, name) values ('desk@cps.example', 'Saara');
select throws_ok($$ select support.transfer_product(tests.id('contested'), tests.id('buyer'), 'Company was split in two', 'desk@cps.example') $$, 'PT409', 'product_disputed', 'not one in dispute with a third');
select throws_ok($$ select support.transfer_product(tests.id('bare'), tests.id('seller'), 'Company was split in two', 'desk@cps.example') $$, 'PT422', 'invalid_input', 'nor to where it is');
select throws_ok($$ select support.transfer_product(tests.id('bare'), tests.id('buyer'), '', 'desk@cps.example') $$, 'PT422', 'reason_missing', 'nor without a reason');
select is((select count(*) from private.staff_actions), 0::bigint, 'nothing of that is in the log');
select is(support.transfer_product(tests.id('bare'), tests.id('buyer'), 'Company was split in two', 'desk@cps.example'),
  'Transferred. Points have moved with it and both companies are told by mail.', 'one without a serial moves as well');
select is(support.transfer_product(tests.id('bare'), tests.id('buyer'), 'Company was split in two', 'desk@cps.example'),
  'This product was transferred there before; nothing has changed.', 'a second time changes nothing');
select results_eq($$ select seller, buyer, buyer_points, by_staff, reason from support.transfers where seller_product = tests.id('bare') $$,
  $$ values ('seller', 'buyer', null::integer, 'desk@cps.example', 'Company was split in two') $$, 'the view says who moved it and why');
select is_empty($$ select name from unnest(array['seller', 'buyer', 'other']) name where tests.balance(name) <> tests.sum_of_entries(name) $$, 'balances are the sums of their entries');

select * from finish();
