-- One company, two accounts: products, points and people move with linked entries; nothing is lost, nothing counts twice.
select plan(43);

select tests.create_desk();
select tests.create_company('kuvaamo');
select tests.create_company('studio');
select tests.create_model('M-100', 100);
select tests.create_model('M-300', 300);
select tests.create_model('OLD-50', 50);
select tests.register('camera', 'studio', 'M-100', 'A1');
select tests.register('lens', 'studio', 'M-300', 'B1');
select tests.register('unfinished', 'studio', 'M-300', 'B2', false);
select tests.register('noted', 'studio', 'M-100', null, false);
select tests.register('retired', 'studio', 'OLD-50', 'C1');
select tests.register('gone', 'studio', 'M-100', 'A9');
update public.products set removed_at = now() where id = tests.id('gone');
update public.product_models set is_registrable = false where code = 'OLD-50';
update public.product_models set points = 70 where code = 'M-100';
select tests.register('own', 'kuvaamo', 'M-300', 'B3');
-- Both registered the same camera: the second one is disputed.
select tests.register('both', 'kuvaamo', 'M-300', 'B2');
select tests.give_points('studio', 40);
insert into public.membership_numbers (number, account_id, origin) values ('OLD-77', tests.id('studio'), 'former');
insert into public.support_cases (account_id, topic, name, email, message, locale) values (tests.id('studio'), 'other', 'Aino', 'aino@studio.example', 'Hello', 'fi');
select results_eq($$ select tests.balance('studio'), tests.balance('kuvaamo') $$, $$ values (490, 300) $$, 'before: 490 and 300 points');

-- Refusals, and that nothing changed.
select throws_ok($$ select support.merge_accounts(tests.id('studio'), tests.id('studio'), 'Same company', 'veera@desk.example') $$, 'PT422', 'same_account', 'an account with itself');
select throws_ok($$ select support.merge_accounts(tests.id('nobody'), tests.id('studio'), 'Same company', 'veera@desk.example') $$, 'PT404', 'account_not_found', 'an account that is not there');
select throws_ok($$ select support.merge_accounts(tests.id('studio'), tests.id('kuvaamo'), ' ', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'without a reason');
select throws_ok($$ select support.merge_accounts(tests.id('studio'), tests.id('kuvaamo'), 'Same company', 'stranger@desk.example') $$, 'PT403', 'staff_unknown', 'by a stranger');
select throws_ok($$ select support.merge_accounts(tests.id('studio'), tests.id('kuvaamo'), 'Same company', 'veera@desk.example', 'veera@desk.example') $$, 'PT403', 'same_person', 'with oneself');
select tests.create_company('rival');
select tests.register('rivals claim', 'rival', 'M-100', 'A1');
select throws_ok($$ select support.merge_accounts(tests.id('studio'), tests.id('kuvaamo'), 'Same company', 'veera@desk.example') $$, 'PT409', 'dispute_open', 'while another company claims a serial');
update public.products set removed_at = now() where id = tests.id('rivals claim');
select is((select count(*) from support.approvals), 0::bigint, 'of all these nothing was asked');

-- A membership stays with its account.
select tests.create_member_company('member');
select throws_ok($$ select support.merge_accounts(tests.id('member'), tests.id('kuvaamo'), 'Same company', 'veera@desk.example') $$, 'PT409', 'membership_conflict', 'a membership cannot move');
update public.memberships set state = 'ended', end_reason = 'Left' where account_id = tests.id('member');
select throws_ok($$ select support.merge_accounts(tests.id('member'), tests.id('kuvaamo'), 'Same company', 'veera@desk.example') $$, 'PT409', 'invoice_open', 'nor what is still owed');

-- Asked for, and consented to.
select alike(support.merge_accounts(tests.id('studio'), tests.id('kuvaamo'), 'Two accounts of one company', 'veera@desk.example'), 'Nothing is done yet.%', 'two people are needed');
select results_eq($$ select tests.balance('studio'), tests.balance('kuvaamo'), count(*) from public.products where account_id = tests.id('kuvaamo') $$, $$ values (490, 300, 2::bigint) $$,
  'until then nothing moves');
select is(tests.consent(), '5 products of studio are with kuvaamo now (1090 points); the old account is closed.', 'then everything does');

select results_eq($$ select model.code, product.serial_number, product.claim, product.is_complete from public.products product join public.product_models model on model.id = product.model_id
  where account_id = tests.id('kuvaamo') and removed_at is null order by 1, 2 $$, $$ values ('M-100', 'A1', 'held', true), ('M-100', null, 'none', false), ('M-300', 'B1', 'held', true),
  ('M-300', 'B2', 'held', true), ('M-300', 'B3', 'held', true), ('OLD-50', 'C1', 'held', true) $$, 'the products are there, also a retired model, a noted one, and the disputed one once');
select is((select count(*) from public.products where account_id = tests.id('studio') and removed_at is null), 0::bigint, 'and no longer here');
select is(tests.balance('kuvaamo'), 300 + 300 + 100 + 300 + 50 + 40, 'the points are those that were earned, at their frozen value');
select is(tests.balance('studio'), 0, 'none is left behind');
select results_eq($$ select tests.sum_of_entries('studio'), tests.sum_of_entries('kuvaamo') $$, $$ values (0, 1090) $$, 'on both sides the balance is the sum');
select is((select count(*) from private.moved_products), 5::bigint, 'which became which is noted');
select is((select count(*) from private.moved_products moved join public.point_entries reversal on reversal.product_id = moved.from_product and reversal.kind = 'reversal'
  join public.point_entries credit on credit.product_id = moved.to_product and credit.kind = 'award'), 3::bigint, 'every reversal has its credit');
select is((select count(*) from public.invitations where account_id = tests.id('kuvaamo')), 1::bigint, 'the company is invited once');
select results_eq($$ select member.role::text, count(*) from public.account_members member where account_id = tests.id('kuvaamo') group by 1 order by 1 $$,
  $$ values ('billing', 2::bigint), ('owner', 2), ('products', 2), ('viewer', 2) $$, 'the people act for the one account');
select ok((select closed_at is not null and merged_into = tests.id('kuvaamo') from public.accounts where id = tests.id('studio')), 'the other is closed and says where to look');
select results_eq($$ select account_id, current_account_id from support.numbers where number = 'OLD-77' $$, $$ values (tests.id('studio'), tests.id('kuvaamo')) $$, 'its number is still found');
select is((select account_id from public.support_cases where email = 'aino@studio.example'), tests.id('kuvaamo'), 'its open case came along');
select results_eq($$ select recipient from private.mail_outbox where kind = 'support_notice' and data ->> 'notice' = 'accounts_merged' order by recipient collate "C" $$,
  $$ select address from unnest(array['billing@kuvaamo.example', 'billing@studio.example', 'owner@kuvaamo.example', 'owner@studio.example', 'products@kuvaamo.example',
     'products@studio.example', 'viewer@kuvaamo.example', 'viewer@studio.example']) address $$, 'all people of both are told, each once');
select is_empty($$ select * from support.drift $$, 'and nothing drifts');

-- Safe twice.
select alike(tests.consent(), 'Done already:%', 'consenting again does nothing');
select is(tests.balance('kuvaamo'), 1090, 'the points are as before');
select throws_ok($$ select support.merge_accounts(tests.id('studio'), tests.id('kuvaamo'), 'Two accounts of one company', 'veera@desk.example') $$, 'PT409', 'account_closed', 'merging again is refused');
select throws_ok($$ select support.merge_accounts(tests.id('rival'), tests.id('studio'), 'Two accounts of one company', 'veera@desk.example') $$, 'PT409', 'account_closed', 'and so is merging into a closed one');
select throws_ok($$ select support.reopen_account(tests.id('studio'), 'Was a mistake', 'veera@desk.example') $$, 'PT409', 'account_merged', 'a merged account does not come back');
select throws_ok($$ select support.adjust_points(tests.id('studio'), 10, 'For old times', 'veera@desk.example') $$, 'PT409', 'account_closed', 'and gets no points');

-- What members meet in the closed account.
select tests.act_as('owner@studio.example');
select throws_ok($$ insert into public.products (account_id, model_id, serial_number) values (tests.id('studio'), tests.id('M-100'), 'Z1') $$, 'PT409', 'account_closed', 'nothing is registered there any more');
select lives_ok($$ insert into public.products (account_id, model_id, serial_number) values (tests.id('kuvaamo'), tests.id('M-100'), 'Z1') $$, 'in the other one it is');
select is(tests.count_rows('point_entries', 'studio') > 0, true, 'the old ledger is still read');
select is(tests.count_rows('point_entries', 'kuvaamo') > 0, true, 'and the new one too');
select tests.act_as_admin();
select is((select count(*) from public.products where account_id = tests.id('studio') and created_at >= now() and serial_number = 'Z1'), 0::bigint, 'the refused product was not stored');
select throws_ok($$ insert into public.account_members (account_id, user_id, role) values (tests.id('studio'), tests.create_person('late@studio.example'), 'viewer') $$, 'PT409', 'account_closed',
  'nobody joins a closed account');

-- A retired model still cannot be registered by the company itself.
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ insert into public.products (account_id, model_id, serial_number) values (tests.id('kuvaamo'), tests.id('OLD-50'), 'C2') $$, 'PT422', 'model_not_registrable', 'a retired model is not registered');
select tests.act_as_admin();
select throws_ok($$ insert into public.products (account_id, model_id, serial_number) values (tests.id('kuvaamo'), tests.id('OLD-50'), 'C2') $$, 'PT422', 'model_not_registrable', 'nor by hand');

select results_eq($$ select staff, action from private.staff_actions order by id $$, $$ values ('veera@desk.example', 'ask_merge_accounts'), ('onni@desk.example', 'merge_accounts') $$, 'both people are in the log');
select is((select count(*) from support.audit where act = 'merge_accounts' and table_name = 'products' and change = 'update' and who = 'onni@desk.example'), 7::bigint, 'and every product they changed');

select * from finish();
