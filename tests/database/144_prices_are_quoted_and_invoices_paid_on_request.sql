-- What is asked for before joining, paying an open invoice by a click, and the file of an issued one: for those in charge of money alone.
select * from no_plan();

select tests.create_member_company('kuvaamo');
select tests.create_company('rival');
create function tests.ask(person text, tier text default 'silver', place text default 'FI::') returns jsonb language sql as $$ select service.find_quote(tests.id(person), tests.id('kuvaamo'), tier, place) $$;

select results_eq($$ select q ->> 'currency', (q ->> 'amount_minor')::integer, (q ->> 'due_on')::date - (q ->> 'issued_on')::date, q -> 'quote' from tests.ask('billing@kuvaamo.example') q $$,
  $$ values ('EUR', 9900, 30, 'null'::jsonb) $$, 'billing hears price and days; the tax is to be asked for');
select service.keep_quote('EUR', 9900, 'FI::', '{"netMinor": 9900}');
select is(tests.ask('billing@kuvaamo.example') -> 'quote', '{"netMinor": 9900}', 'what Stripe said is kept');
select is(tests.ask('billing@kuvaamo.example', 'gold') -> 'quote', 'null'::jsonb, 'for that price');
select is(tests.ask('billing@kuvaamo.example', 'silver', 'DE::DE') -> 'quote', 'null'::jsonb, 'and that place');
update private.price_quotes set made_at = now() - interval '25 hours';
select is(tests.ask('billing@kuvaamo.example') -> 'quote', 'null'::jsonb, 'for a day');
select throws_ok($$ select tests.ask('viewer@kuvaamo.example') $$, 'PT403', 'not_allowed', 'a viewer asks for no price');
select throws_ok($$ select tests.ask('owner@rival.example') $$, 'PT403', 'not_allowed', 'nor does another company');
select throws_ok($$ select tests.ask('owner@kuvaamo.example', 'diamond') $$, 'PT422', 'tier_not_offered', 'there is no such tier');

create function tests.pay(person text default 'owner@kuvaamo.example', invoice uuid default null) returns jsonb language sql as $$
  select service.request_payment(tests.id(person), tests.id('kuvaamo'), coalesce(invoice, (select id from public.invoices)))
$$;
select throws_ok($$ select tests.pay('viewer@kuvaamo.example') $$, 'PT403', 'not_allowed', 'a viewer pays nothing');
select throws_ok($$ select tests.pay('owner@rival.example') $$, 'PT403', 'not_allowed', 'nor does another company');
select throws_ok($$ select tests.pay(invoice => tests.id('none')) $$, 'PT404', 'invoice_not_found', 'an invoice that is not there is not paid');
select is((select count(*) from private.stripe_calls where kind = 'pay_now'), 0::bigint, 'and nothing is queued');
select is(tests.pay() -> 'call', tests.pay('billing@kuvaamo.example') -> 'call', 'two clicks are one payment');
select is((select count(*) from private.stripe_calls where kind = 'pay_now'), 1::bigint, 'one call');
update private.stripe_calls set done_at = now() where kind = 'pay_now';
select isnt(tests.pay() ->> 'call', (select id::text from private.stripe_calls where kind = 'pay_now' and done_at is not null), 'after an answer he may try again');
select service.forget_card('cus_kuvaamo', now());
select throws_ok('select tests.pay()', 'PT409', 'card_missing', 'without a card there is nothing to pay with');
select service.mirror_invoice('{"stripe_invoice_id": "in_kuvaamo", "stripe_customer_id": "cus_kuvaamo", "status": "paid", "number": "CPS-1", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 0, "total_minor": 9900, "amount_due_minor": 9900, "amount_paid_minor": 9900}');
select throws_ok('select tests.pay()', 'PT409', 'invoice_not_open', 'what is paid is not paid again');

select is(service.read_issued_invoice(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from public.invoices)) -> 'invoice' ->> 'number', 'CPS-1', 'billing has the file of an issued invoice');
select throws_ok($$ select service.read_issued_invoice(tests.id('viewer@kuvaamo.example'), tests.id('kuvaamo'), (select id from public.invoices)) $$, 'PT403', 'not_allowed', 'a viewer has not');
select throws_ok($$ select service.read_issued_invoice(tests.id('owner@rival.example'), tests.id('rival'), (select id from public.invoices)) $$, 'PT404', 'invoice_not_found', 'another company''s is not found');
select throws_ok($$ select service.read_issued_invoice(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from public.invoices), tests.id('none')) $$, 'PT404', 'invoice_not_found', 'nor is a credit note that is not there');

select * from finish();
