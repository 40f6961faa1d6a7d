-- R13: a suspended company reads everything and writes nothing but what leads to paying; one payment gives everything back.
select no_plan();

select tests.create_member_company('kuvaamo');
select tests.register('second', 'kuvaamo', 'M-KUVAAMO', '7654321', false);
update public.memberships set state = 'suspended', unpaid_since = current_date - 31;
create temporary table attempts (attempt text);
insert into attempts values
  ($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), tests.id('M-KUVAAMO')) $$),
  ($$ update public.products set dealer_name = 'Kuvakulma' where id = tests.id('second') $$),
  ($$ select public.remove_product(tests.id('second')) $$),
  ($$ update public.accounts set company_name = 'Toinen Oy' where id = tests.id('kuvaamo') $$),
  ($$ select public.choose_next_tier(tests.id('kuvaamo'), null) $$);
grant select on attempts to public;
create temporary table state_before as select jsonb_agg(to_jsonb(p) order by p.id) as products, (select to_jsonb(a) from public.accounts a) as account from public.products p;

select tests.act_as('owner@kuvaamo.example');
select throws_ok(attempt, 'PT409', 'membership_suspended', 'refused:' || attempt) from attempts;
select is((select count(*) from public.products), 2::bigint, 'everything is read');
select is((select count(*) from public.invoices), 1::bigint, 'the invoice to pay above all');
select lives_ok($$ update public.billing_profiles set reference = 'PO 7' $$, 'billing details are corrected');
select lives_ok($$ select public.change_payment_method(tests.id('kuvaamo'), 'bank_transfer') $$, 'the way of paying is changed');
select lives_ok($$ select public.set_renewal(tests.id('kuvaamo'), false) $$, 'and it is cancelled');
select lives_ok($$ update public.accounts set locale = 'en' $$, 'the language is nobody''s secret');
select lives_ok($$ select public.remove_colleague(tests.id('kuvaamo'), tests.id('viewer@kuvaamo.example')) $$, 'who shall not act any more is removed');

select tests.act_as_admin();
select is((select jsonb_agg(to_jsonb(p) order by p.id) from public.products p), (select products from state_before), 'the refused changes left nothing behind');
select lives_ok($$ update public.products set dealer_name = 'Kuvakulma' where id = tests.id('second') $$, 'the desk may go on');

-- Another company's act may reach a row of the suspended one.
select tests.create_company('rival');
select tests.register('held', 'rival', 'M-KUVAAMO', '5550001');
select tests.register('claimed', 'kuvaamo', 'M-KUVAAMO', '5550001');
select tests.act_as('owner@rival.example');
select lives_ok($$ select public.remove_product(tests.id('held')) $$, 'another company''s changes go on');
select tests.act_as_admin();
select is((select claim::text from public.products where id = tests.id('claimed')), 'held', 'also where they reach a row of the suspended one');

-- The way back.
select service.mirror_invoice('{"stripe_invoice_id": "in_kuvaamo", "stripe_customer_id": "cus_kuvaamo", "status": "paid", "number": "CPS-1", "currency": "eur", "subtotal_minor": 9900,
  "tax_minor": 0, "total_minor": 9900, "amount_due_minor": 9900, "amount_paid_minor": 9900}');
update public.memberships set state = 'active' where state = 'suspended';
select tests.act_as('owner@kuvaamo.example');
select lives_ok(attempt, 'active again:' || attempt) from attempts;

select * from finish();
