-- R5, R15: a second claim opens one dispute, which follows the serial; each company sees its side and learns nothing of the other.
select plan(33);

select tests.create_company('first');
select tests.create_company('second');
select tests.create_company('third');
select tests.create_company('bystander');
select tests.create_model('M-1', 100);

select tests.register('one', 'first', 'M-1', 'A1');
select is((select count(*) from private.disputes), 0::bigint, 'a serial only one company claims is no dispute');
select tests.register('two', 'second', 'M-1', 'a-1');
update public.products set created_at = created_at - interval '1 day' where id = tests.id('two');
select results_eq($$ select claimant_product_id, holder_product_id, outcome from private.disputes $$, $$ values (tests.id('two'), tests.id('one'), null::text) $$,
  'a second claim opens one between the two');

select tests.act_as('viewer@first.example');
select results_eq($$ select side, product_id, closed_at from public.dispute_sides $$, $$ values ('holder', tests.id('one'), null::timestamptz) $$,
  'the holder sees its own side');
select tests.act_as('owner@second.example');
select results_eq($$ select side, product_id, closed_at from public.dispute_sides $$, $$ values ('claimant', tests.id('two'), null::timestamptz) $$,
  'the claimant sees its own side');
select throws_ok('select from private.disputes', '42501', null, 'and not the dispute, which names both');
select throws_ok('select from support.disputes', '42501', null, 'nor what support sees');
select throws_ok($$ update public.dispute_sides set outcome = 'won', closed_at = now() $$, '42501', null, 'nobody decides for himself');
select tests.act_as('owner@bystander.example');
select is((select count(*) from public.dispute_sides), 0::bigint, 'others see nothing');
select tests.act_as_anonymous();
select throws_ok('select from public.dispute_sides', '42501', null, 'nor does who is not signed in');
select tests.act_as_admin();

-- The holder is told, without learning who it is.
select results_eq($$ select recipient, kind, locale, data from private.mail_outbox where kind like 'dispute%' $$,
  $$ values ('owner@first.example', 'dispute_opened', 'fi', jsonb_build_object('company_name', 'first', 'contact_name', 'Aino Virta', 'product_id', tests.id('one'),
    'model', 'Model M-1', 'serial', 'A1')) $$, 'the holder gets a mail about its own product, and only that');
select tests.register('three', 'third', 'M-1', 'A1');
update public.products set serial_number = 'B2' where id = tests.id('three');
update public.products set serial_number = 'A1' where id = tests.id('three');
select is((select count(*) from private.mail_outbox where kind = 'dispute_opened'), 1::bigint, 'at most one a day and product, however often it is claimed');
select results_eq($$ select outcome, count(*) from private.disputes where claimant_product_id = tests.id('three') group by outcome order by outcome $$,
  $$ values ('withdrawn', 1::bigint), (null, 1) $$, 'a claim given up is over; made again it is a new dispute');
select is((select count(*) from private.disputes where closed_at is null), 2::bigint, 'two are open now');
select is((select count(*) from public.dispute_sides where product_id = tests.id('one') and closed_at is null), 2::bigint, 'the holder has a side in both');
update public.products set dealer_name = 'Elsewhere' where id = tests.id('two');
select is((select count(*) from private.disputes), 3::bigint, 'an edit of something else opens nothing');

-- The serial passes on: disputes follow it.
select tests.act_as('owner@first.example');
select public.remove_product(tests.id('one'));
select tests.act_as_admin();
select is((select claim from public.products where id = tests.id('two')), 'held', 'the holder gave it up, the oldest claim has it');
select is((select outcome from private.disputes where claimant_product_id = tests.id('two')), 'claimant', 'its dispute ended well');
select is((select outcome from public.dispute_sides where product_id = tests.id('two') and side = 'claimant'), 'won', 'as its company sees');
select results_eq($$ select holder_product_id, outcome from private.disputes where claimant_product_id = tests.id('three') and closed_at is null $$,
  $$ values (tests.id('two'), null::text) $$, 'the other claim is against the new holder');
select results_eq($$ select product_id, outcome from public.dispute_sides where side = 'holder' order by closed_at is null, closed_at $$,
  $$ values (tests.id('one'), 'withdrawn'), (tests.id('one'), 'lost'), (tests.id('one'), 'withdrawn'), (tests.id('two'), null) $$, 'who has a side in it now, and who had');
select results_eq($$ select recipient, data ->> 'outcome' from private.mail_outbox where kind = 'dispute_decided' $$, $$ values ('owner@second.example', 'won') $$,
  'the winner is told; who gave it up himself is not');
select results_eq($$ select recipient from private.mail_outbox where kind = 'dispute_opened' order by recipient $$,
  $$ values ('owner@first.example'), ('owner@second.example') $$, 'the new holder is told of the claim against it');
select is((select state from public.support_cases where product_id = tests.id('two')), 'closed', 'its case is closed');
select is((select state from public.support_cases where product_id = tests.id('three')), 'open', 'the other one is not');

-- The claimant leaves.
select tests.act_as('owner@third.example');
select public.remove_product(tests.id('three'));
select tests.act_as_admin();
select is((select count(*) from private.disputes where closed_at is null), 0::bigint, 'a claim that is removed ends its dispute');
select is((select count(*) from public.dispute_sides where closed_at is null), 0::bigint, 'on both sides');
select is((select count(*) from private.mail_outbox where kind = 'dispute_decided'), 1::bigint, 'nobody is told of that');

-- A hand in the dashboard.
select tests.register('four', 'third', 'M-1', 'A1');
update public.products set claim = 'lost' where id = tests.id('four');
select is((select outcome from private.disputes where claimant_product_id = tests.id('four')), 'holder', 'a claim set to lost by hand ends the dispute as well');
select results_eq($$ select recipient, data ->> 'outcome' from private.mail_outbox where kind = 'dispute_decided' and recipient <> 'owner@second.example' $$,
  $$ values ('owner@third.example', 'lost') $$, 'the loser is told');
select throws_ok($$ insert into private.disputes (model_id, serial_normalized, claimant_product_id)
  select model_id, serial_normalized, claimant_product_id from private.disputes, generate_series(1, 2) where claimant_product_id = tests.id('four') $$, '23505', null,
  'a product is in one open dispute at most, even by hand');
select is((select count(*) from private.disputes where closed_at is null), 0::bigint, 'none was added');
select tests.register('five', 'third', 'M-1', 'Z9');
select is((select count(*) from private.disputes where claimant_product_id = tests.id('five')), 0::bigint, 'a free serial opens nothing');
select is_empty($$ select name from unnest(array['first', 'second', 'third']) name where tests.balance(name) <> tests.sum_of_entries(name) $$, 'balances are the sums of their entries');

select * from finish();
