-- What stood on an invoice when it was issued is kept, and nothing changes it any more; credit notes are kept beside it.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'bank_transfer');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');

create function tests.news(status text, more jsonb default '{}') returns jsonb language sql as $$
  select '{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "stripe_customer_id": "cus_1", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 2525,
    "total_minor": 12425, "amount_due_minor": 12425, "amount_paid_minor": 0, "amount_remaining_minor": 12425, "customer_name": "Kuvaamo Oy", "customer_email": "laskut@kuvaamo.example",
    "customer_address": {"line1": "Kuvakatu 1", "line2": null, "postal_code": "00100", "city": "Helsinki", "country": "FI"}, "customer_tax_ids": [{"type": "eu_vat", "value": "FI12345671"}],
    "reference": "PO-7", "footer": null, "seller": {"name": "Valokeila Oy"}, "taxes": [{"rate": 25.5, "reason": "standard_rated", "taxable_minor": 9900, "tax_minor": 2525}],
    "lines": [{"stripe_line_id": "il_1", "description": "Silver", "quantity": 1, "amount_minor": 9900, "period_start": "2026-11-05T22:30:00Z", "period_end": "2027-11-05T22:30:00Z",
               "tax_rate": 25.5, "tax_reason": "standard_rated", "tax_minor": 2525}]}'::jsonb
    || jsonb_build_object('status', status, 'number', case when status <> 'draft' then 'CPS-0001' end, 'issued_at', case when status <> 'draft' then '2026-11-06T09:00:00Z' end,
      'due_at', '2026-12-06T09:00:00Z') || more
$$;

select service.mirror_invoice(tests.news('draft'));
select is((select frozen_at from public.invoices), null, 'a draft is not fixed');
select is((select count(*) from public.invoice_lines), 0::bigint, 'and has no lines here');
select service.mirror_invoice(tests.news('open'));
select results_eq($$ select customer_name, customer_address ->> 'city', customer_tax_ids -> 0 ->> 'value', reference, seller ->> 'name', taxes -> 0 ->> 'reason', amount_remaining_minor from public.invoices $$,
  $$ values ('Kuvaamo Oy', 'Helsinki', 'FI12345671', 'PO-7', 'Valokeila Oy', 'standard_rated', 12425) $$, 'issued, it says what was printed');
select results_eq($$ select position, description, quantity, amount_minor, tax_rate, tax_minor, period_starts_on, period_ends_on from public.invoice_lines $$,
  $$ values (1, 'Silver', 1::numeric, 9900, 25.5, 2525, date '2026-11-06', date '2027-11-05') $$, 'with its lines, whose days are those of Helsinki');
select service.mirror_invoice(tests.news('open', '{"customer_name": "Renamed", "reference": "PO-8", "taxes": [], "lines": []}'));
select service.mirror_invoice(tests.news('paid', '{"amount_paid_minor": 12425, "amount_remaining_minor": 0, "paid_at": "2026-11-20T10:00:00Z", "customer_name": "Renamed", "number": "X"}'));
select results_eq($$ select status, customer_name, reference, number, jsonb_array_length(taxes), amount_remaining_minor from public.invoices $$,
  $$ values ('paid', 'Kuvaamo Oy', 'PO-7', 'CPS-0001', 1, 0) $$, 'later news bring the payment and change nothing that was printed');
select is((select count(*) from public.invoice_lines), 1::bigint, 'nor the lines');

create temporary table before as select to_jsonb(i) as invoice, (select jsonb_agg(to_jsonb(l)) from public.invoice_lines l) as lines from public.invoices i;
select throws_ok(statement, code, 'not_allowed', what) from (values
  ($$ update public.invoices set customer_name = 'By hand', mirrored_at = now() $$, 'PT409', 'a hand writes no other name'),
  ($$ update public.invoices set frozen_at = null, mirrored_at = now() $$, 'PT409', 'nor does it thaw the invoice'),
  ($$ update public.invoices set taxes = '[]', mirrored_at = now() $$, 'PT409', 'nor another tax'),
  ($$ update public.invoice_lines set amount_minor = 1 $$, 'PT409', 'nor another line'),
  ('delete from public.invoice_lines', 'PT409', 'nor does it take a line away')) as attempts (statement, code, what);
select results_eq($$ select to_jsonb(i), (select jsonb_agg(to_jsonb(l)) from public.invoice_lines l) from public.invoices i $$, 'select invoice, lines from before', 'after all that nothing has changed');

-- Credit notes.
create function tests.note(status text, more jsonb default '{}') returns uuid language sql as $$
  select service.mirror_credit_note('{"stripe_credit_note_id": "cn_1", "stripe_invoice_id": "in_1", "number": "CPS-0001-CN-01", "subtotal_minor": 9900, "tax_minor": 2525, "total_minor": 12425,
    "to_balance_minor": 12425, "issued_at": "2026-11-21T10:00:00Z"}'::jsonb || jsonb_build_object('status', status) || more)
$$;
select is(tests.note('issued', '{"stripe_invoice_id": "in_unknown"}'), null, 'a credit note of a stranger''s invoice is ignored');
select isnt(tests.note('issued'), null, 'a credit note is mirrored');
select tests.note('issued', '{"total_minor": 1, "subtotal_minor": 1, "tax_minor": 0}');
select results_eq('select number, status, currency, total_minor, to_balance_minor from public.credit_notes', $$ values ('CPS-0001-CN-01', 'issued', 'EUR', 12425, 12425) $$, 'once, as issued');
select tests.note('void');
select tests.note('issued');
select is((select status from public.credit_notes), 'void', 'a void one stays void');
select throws_ok($$ update public.credit_notes set total_minor = 1 $$, 'PT403', 'not_allowed', 'a hand changes no credit note');
select throws_ok('delete from public.credit_notes', 'PT403', 'not_allowed', 'and takes none away');

-- R15.
select tests.act_as('billing@kuvaamo.example');
select is(tests.count_rows('invoice_lines', 'kuvaamo') + tests.count_rows('credit_notes', 'kuvaamo'), 2, 'billing sees both');
select tests.act_as('viewer@kuvaamo.example');
select is(tests.count_rows('invoice_lines', 'kuvaamo') + tests.count_rows('credit_notes', 'kuvaamo'), 0, 'a viewer neither');
select tests.act_as('owner@rival.example');
select is(tests.count_rows('invoice_lines', 'kuvaamo') + tests.count_rows('credit_notes', 'kuvaamo'), 0, 'nor does another company');
select throws_ok($$ insert into public.invoice_lines (invoice_id, position, account_id, stripe_line_id, quantity, amount_minor, tax_minor)
  select tests.id('x'), 1, tests.id('rival'), 'il', 1, 1, 0 $$, '42501', null, 'and it writes none');

select * from finish();
