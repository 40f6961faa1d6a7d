-- Every write a browser can try, by role; and after each refusal nothing has changed.
select plan(72);

select tests.create_member_company('kuvaamo');
select tests.create_member_company('rival');
create temporary table before_all as
select (select jsonb_agg(to_jsonb(a) order by id) from public.accounts a) as accounts,
       (select jsonb_agg(to_jsonb(p) order by id) from public.products p) as products,
       (select jsonb_agg(to_jsonb(b) order by account_id) from public.billing_profiles b) as billing_profiles;

-- Reading roles write nothing at all.
create temporary table attempts (statement text, what text);
insert into attempts values
  ($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), tests.id('M-KUVAAMO')) $$, 'register a product'),
  ($$ insert into public.billing_profiles (account_id, legal_name, address_line1, postal_code, city, country, invoice_email)
      values (tests.id('kuvaamo'), 'X', 'X', '00100', 'X', 'FI', 'x@x.example') $$, 'enter billing details');
grant select on attempts to public;

select tests.act_as('viewer@kuvaamo.example');
select throws_ok(statement, '42501', null, 'a viewer may not ' || what) from attempts;
select is(tests.count_touched($$ update public.products set dealer_name = 'X' $$), 0, 'a viewer edits no product');
select is(tests.count_touched($$ update public.accounts set company_name = 'X' $$), 0, 'a viewer does not rename the company');
select is(tests.count_touched($$ update public.billing_profiles set city = 'X' $$), 0, 'a viewer corrects no billing details');
select throws_ok($$ select public.remove_product(tests.id('camera of kuvaamo')) $$, 'PT403', 'not_allowed', 'a viewer removes no product');

select tests.act_as('billing@kuvaamo.example');
select throws_ok(statement, '42501', null, 'billing may not ' || what) from attempts where what = 'register a product';
select is(tests.count_touched($$ update public.products set dealer_name = 'X' $$), 0, 'billing edits no product');
select is(tests.count_touched($$ update public.accounts set company_name = 'X' $$), 0, 'billing does not rename the company');
select throws_ok($$ select public.remove_product(tests.id('camera of kuvaamo')) $$, 'PT403', 'not_allowed', 'billing removes no product');

select tests.act_as('products@kuvaamo.example');
select throws_ok(statement, '42501', null, 'a product keeper may not ' || what) from attempts where what = 'enter billing details';
select is(tests.count_touched($$ update public.billing_profiles set city = 'X' $$), 0, 'a product keeper corrects no billing details');
select is(tests.count_touched($$ update public.accounts set company_name = 'X' $$), 0, 'a product keeper does not rename the company');

select tests.act_as('owner@rival.example');
select throws_ok(statement, '42501', null, 'another company''s owner may not ' || what) from attempts;
select is(tests.count_touched($$ update public.products set dealer_name = 'X' where account_id = tests.id('kuvaamo') $$), 0, 'another company''s owner edits no product');
select is(tests.count_touched($$ update public.accounts set company_name = 'X' where id = tests.id('kuvaamo') $$), 0, 'another company''s owner does not rename the company');
select is(tests.count_touched($$ update public.billing_profiles set city = 'X' where account_id = tests.id('kuvaamo') $$), 0,
  'another company''s owner corrects no billing details');
select throws_ok($$ select public.remove_product(tests.id('camera of kuvaamo')) $$, 'PT404', 'product_not_found',
  'another company''s product is not found, rather than not allowed');
select throws_ok($$ select public.remove_product(tests.id('no such product')) $$, 'PT404', 'product_not_found', 'as one that does not exist');
select throws_ok($$ update public.billing_profiles set account_id = tests.id('kuvaamo') $$, 'PT403', 'not_allowed', 'billing details do not move to another company');

select tests.act_as_anonymous();
select throws_ok(statement, '42501', null, 'who is not signed in may not ' || what) from attempts;
select throws_ok($$ update public.products set dealer_name = 'X' $$, '42501', null, 'who is not signed in edits no product');
select throws_ok($$ select public.remove_product(tests.id('camera of kuvaamo')) $$, '42501', null, 'who is not signed in removes no product');

-- What not even an owner may write.
select tests.act_as('owner@kuvaamo.example');
select throws_ok(format('update public.%s set %s', relation, assignment), '42501', null, format('an owner may not set %s of %s', assignment, relation))
from (values ('accounts', $$ email = 'x@x.example' $$), ('accounts', $$ legacy_email = 'x@x.example' $$), ('accounts', $$ country = 'SE' $$),
  ('accounts', $$ business_id = '1234567-1' $$), ('accounts', 'terms_accepted_at = now()'), ('account_members', $$ role = 'owner' $$),
  ('products', $$ account_id = account_id $$), ('products', $$ claim = 'held' $$), ('products', 'removed_at = now()'), ('products', 'created_at = now()'),
  ('products', $$ serial_normalized = '1' $$), ('point_balances', 'balance = 9999'), ('point_entries', 'points = 9999'), ('invitations', 'balance = 9999'),
  ('memberships', $$ tier_code = 'platinum' $$), ('memberships', 'renews = false'), ('memberships', $$ ends_on = '2099-01-01' $$),
  ('membership_numbers', $$ number = 'CPS-1' $$), ('invoices', $$ status = 'paid' $$), ('saved_cards', $$ last4 = '1111' $$),
  ('support_cases', $$ state = 'closed' $$), ('billing_profiles', 'updated_at = now()')) as forbidden (relation, assignment);
select throws_ok(format('delete from public.%I', relation), '42501', null, 'an owner deletes nothing from ' || relation)
from unnest(array['accounts', 'account_members', 'products', 'point_entries', 'memberships', 'billing_profiles', 'support_cases']) relation;
select throws_ok($$ insert into public.account_members values (tests.id('rival'), tests.id('owner@kuvaamo.example'), 'owner') $$, '42501', null,
  'an owner does not let himself into another company');
select throws_ok($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id('kuvaamo'), 'adjustment', 9999, 0, 'mine', 'Because') $$, '42501', null, 'an owner gives himself no points');
select throws_ok($$ insert into public.products (account_id, model_id, claim) values (tests.id('kuvaamo'), tests.id('M-KUVAAMO'), 'held') $$, '42501', null,
  'an owner does not register a claim as held');
select throws_ok($$ select service.start_membership(tests.id('owner@kuvaamo.example'), tests.id('kuvaamo'), 'business', 'card', true, '{}') $$, '42501', null,
  'an owner does not call what is for edge functions');
select throws_ok($$ select private.enqueue_mail('invitation', 'x@x.example', 'fi', '{}', null, null) $$, '42501', null, 'an owner does not call what is private');
select throws_ok($$ select from private.mail_outbox $$, '42501', null, 'an owner does not read the outbox');

select tests.act_as_admin();
select is((select jsonb_agg(to_jsonb(a) order by id) from public.accounts a), accounts, 'after all that the companies are as they were') from before_all;
select is((select jsonb_agg(to_jsonb(p) order by id) from public.products p), products, 'so are the products') from before_all;
select is((select jsonb_agg(to_jsonb(b) order by account_id) from public.billing_profiles b), billing_profiles, 'so are the billing details') from before_all;

-- And what the roles are there for works.
select tests.act_as('owner@kuvaamo.example');
select is(tests.count_touched($$ update public.accounts set company_name = 'Kuvaamo Uusi', contact_name = 'Veera', locale = 'sv' $$), 1, 'an owner renames his company, and only his');
select throws_ok(format($$ update public.accounts set company_name = %L $$, E'Kuvaamo\r\nBcc: x@x.example'), '23514', null, 'a name is one line');
select throws_ok($$ update public.accounts set company_name = '  ' $$, '23514', null, 'a name is not empty');
select tests.act_as('products@kuvaamo.example');
select lives_ok($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), tests.id('M-KUVAAMO')) $$, 'a product keeper registers a product');
select is(tests.count_touched($$ update public.products set dealer_name = 'Pohjolan Kamera' $$), 2, 'a product keeper edits the company''s products');
select lives_ok($$ select public.remove_product(tests.id('camera of kuvaamo')) $$, 'a product keeper removes a product');
select lives_ok($$ select public.remove_product(tests.id('camera of kuvaamo')) $$, 'removing twice is no error');
select tests.act_as('billing@kuvaamo.example');
select lives_ok($$ insert into public.billing_profiles (account_id, legal_name, address_line1, postal_code, city, country, invoice_email)
  values (tests.id('kuvaamo'), 'Kuvaamo', 'Kuvakatu 2', '00100', 'Turku', 'FI', 'x@x.example')
  on conflict (account_id) do update set account_id = excluded.account_id, city = excluded.city $$, 'billing enters and corrects billing details in one go');
select is((select city from public.billing_profiles), 'Turku', 'and reads them');

select * from finish();
