-- Bank transfers: the account is asked for once; money that covers an invoice pays it, also late; any other is told to company and desk, once.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'bank_transfer');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
create function tests.bill(invoice text, remaining integer, due text default '2026-12-01T12:00:00Z', status text default 'open') returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', invoice, 'stripe_customer_id', 'cus_1', 'stripe_subscription_id', 'sub_1', 'number', 'CPS-' || invoice, 'status', bill.status,
    'currency', 'eur', 'subtotal_minor', remaining, 'tax_minor', 0, 'total_minor', remaining, 'amount_due_minor', remaining, 'amount_paid_minor', 0,
    'amount_remaining_minor', case when bill.status = 'open' then remaining else 0 end, 'due_at', due, 'issued_at', '2026-11-01T12:00:00Z'))
$$;
create function tests.calls(wanted text) returns bigint language sql as $$ select count(*) from private.stripe_calls where kind = wanted $$;

select tests.bill('in_1', 10000);
select tests.bill('in_1', 10000);
select is(tests.calls('open_bank_account'), 1::bigint, 'the first issued invoice in euros asks for the account, once');
select service.stripe_call_done((select id from private.stripe_calls where kind = 'open_bank_account'), '{"holder": "Valokeila Oy", "iban": "DE89370400440532013000", "bic": "TESTDE2A"}');
select results_eq('select currency, iban from public.bank_accounts', $$ values ('EUR', 'DE89370400440532013000') $$, 'and keeps it');
select tests.bill('in_2', 5000, '2026-12-20T12:00:00Z');
select is(tests.calls('open_bank_account'), 1::bigint, 'the next invoice asks no more');

-- News come in any order: what is seen only when it is paid or void has the same account on its files.
select tests.give_points('rival', 500);
select tests.join_tier('rival', 'silver', 'bank_transfer');
select service.attach_subscription((select id from public.memberships where account_id = tests.id('rival')), 'cus_2', 'sub_2');
create function tests.bill_rival(invoice text, state text) returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', invoice, 'stripe_customer_id', 'cus_2', 'number', 'CPS-' || invoice, 'status', state, 'currency', 'eur',
    'subtotal_minor', 100, 'tax_minor', 0, 'total_minor', 100, 'amount_due_minor', 100, 'amount_paid_minor', case state when 'paid' then 100 else 0 end, 'issued_at', now()))
$$;
select tests.bill_rival('in_draft', 'draft');
select is(tests.calls('open_bank_account'), 1::bigint, 'a draft asks for no account');
select tests.bill_rival('in_paid', 'paid');
select is(tests.calls('open_bank_account'), 2::bigint, 'an invoice that is seen when it is paid asks for it');
select tests.bill_rival('in_void', 'void'), tests.bill_rival('in_draft', 'open');
select is(tests.calls('open_bank_account'), 2::bigint, 'once for all of them');
select service.stripe_call_done(id, '{"holder": "Valokeila Oy", "iban": "DE75512108001245126199", "bic": "TESTDE2A"}')
from private.stripe_calls where kind = 'open_bank_account' and account_id = tests.id('rival');
select results_eq($$ select number, payment_account ->> 'iban' from public.invoices where account_id = tests.id('rival') order by number $$,
  $$ values ('CPS-in_draft', 'DE75512108001245126199'), ('CPS-in_paid', 'DE75512108001245126199'), ('CPS-in_void', 'DE75512108001245126199') $$, 'and all of them carry it');

create function tests.money(amount integer, transfer text, at text, read_at timestamptz default clock_timestamp()) returns void language sql as $$
  select service.mirror_cash(jsonb_build_object('stripe_customer_id', 'cus_1', 'read_at', read_at, 'available', jsonb_build_object('EUR', amount),
    'transfers', jsonb_build_array(jsonb_build_object('id', transfer, 'currency', 'EUR', 'created_at', at, 'reference', 'CPS', 'payer', 'Aino'))))
$$;
create function tests.route(at text) returns integer language sql as $$ select service.route_waiting_money(at::timestamptz, 50, 'desk@cps.example') $$;

-- What billing reads of it on the pages of the open invoices: number and what has arrived for it.
create function tests.read_waiting() returns text[] language plpgsql as $$
declare
  seen text[];
begin
  perform tests.act_as('billing@kuvaamo.example');
  select array_agg(invoice.number || ' ' || next.waiting_minor order by invoice.number) into seen
  from public.my_open_invoices(tests.id('kuvaamo')) as next join public.invoices invoice on invoice.id = next.invoice_id;
  perform tests.act_as_admin();
  return seen;
end
$$;

-- Part of what is owed.
select tests.money(4000, 'ct_1', '2026-11-20T10:00:00Z');
select is(tests.read_waiting(), array['CPS-in_1 4000', 'CPS-in_2 0'], 'a part belongs to the invoice that is due first, and to no other');
select is(tests.route('2026-11-20T10:05:00Z'), 0, 'Stripe''s own matching is waited for');
select is(tests.route('2026-11-20T10:11:00Z'), 1, 'then it is looked at');
select is(tests.route('2026-11-20T11:00:00Z'), 0, 'once');
select results_eq($$ select topic, message ~ 'part payment' from public.support_cases $$, $$ values ('payment', true) $$, 'the desk has a case');
select results_eq($$ select recipient, (data ->> 'received_minor')::integer, (data ->> 'missing_minor')::integer from private.mail_outbox where kind = 'payment_unmatched' $$,
  $$ values ('laskut@kuvaamo.example', 4000, 6000) $$, 'and the company hears what is missing of what is due first');
select is(tests.calls('apply_cash'), 0::bigint, 'nothing is paid from it');
select results_eq('select amount_minor, open_invoice, what_it_is from support.waiting_money', $$ values (4000, 'CPS-in_1', 'part payment') $$, 'the desk sees it');

-- The rest comes, long after the due date.
select tests.money(10000, 'ct_2', '2027-03-01T10:00:00Z');
select tests.money(4000, 'ct_1', '2026-11-20T10:00:00Z', clock_timestamp() - interval '1 hour');
select is((select amount_minor from public.waiting_money), 10000, 'what was read earlier changes nothing');
select is(tests.read_waiting(), array['CPS-in_1 10000', 'CPS-in_2 0'], 'money that covers an invoice belongs to that one');
select tests.route('2027-03-01T10:11:00Z');
select results_eq($$ select invoice.number from private.stripe_calls call join public.invoices invoice on invoice.id = call.invoice_id where call.kind = 'apply_cash' $$,
  $$ values ('CPS-in_1') $$, 'money that covers an invoice exactly pays that one, however late');
select is(tests.route('2027-03-01T10:20:00Z'), 0, 'while that is under way nothing else is begun');
select tests.bill('in_1', 10000, '2026-12-01T12:00:00Z', 'paid');
select tests.money(0, 'ct_2', '2027-03-01T10:00:00Z');
select service.stripe_call_done((select id from private.stripe_calls where kind = 'apply_cash'), '{"is_paid": true}');
select is(tests.route('2027-03-01T11:00:00Z'), 0, 'used up, it is looked at no more');

-- More than is owed, with nothing open.
select tests.bill('in_2', 5000, '2026-12-20T12:00:00Z', 'paid');
select tests.money(700, 'ct_3', '2027-03-02T10:00:00Z');
select tests.route('2027-03-02T10:11:00Z');
select is((select count(*) from public.support_cases), 2::bigint, 'money without an invoice is a case of its own');
select is((select data ->> 'missing_minor' from private.mail_outbox where kind = 'payment_unmatched' order by created_at desc, data ->> 'received_minor' desc limit 1), null, 'and the company hears that nothing is open');

-- Meant for an invoice that is paid by card in the moment between.
select tests.bill('in_3', 6000, '2026-12-30T12:00:00Z');
select tests.money(6000, 'ct_4', '2027-03-03T10:00:00Z');
select tests.route('2027-03-03T10:11:00Z');
select is(tests.calls('apply_cash'), 2::bigint, 'money for an open invoice is to pay it');
select tests.bill('in_3', 6000, '2026-12-30T12:00:00Z', 'paid');
select tests.money(6000, 'ct_4', '2027-03-03T10:00:00Z');
select service.stripe_call_done((select id from private.stripe_calls where kind = 'apply_cash' and done_at is null), '{"is_paid": true}');
select tests.route('2027-03-03T10:20:00Z');
select is((select count(*) from public.support_cases where message ~ 'ct_4.*no open invoice'), 1::bigint, 'paid by card meanwhile, it left the money: a case');
select is((select count(*) from private.mail_outbox where kind = 'payment_unmatched' and (data ->> 'received_minor')::integer = 6000), 1::bigint, 'and the company hears of it');
select is(tests.route('2027-03-03T10:30:00Z'), 0, 'once');

-- Stripe did not pay the invoice from it, without saying why.
select tests.bill('in_4', 6500, '2026-12-30T12:00:00Z');
select tests.money(6500, 'ct_5', '2027-03-04T10:00:00Z');
select tests.route('2027-03-04T10:11:00Z');
select service.stripe_call_done((select id from private.stripe_calls where kind = 'apply_cash' and done_at is null), '{"is_paid": false}');
select tests.route('2027-03-04T10:20:00Z');
select is(tests.calls('apply_cash'), 3::bigint, 'it is not tried for ever');
select is((select count(*) from public.support_cases where message ~ 'ct_5.*CPS-in_4'), 1::bigint, 'a person looks');
select is(tests.route('2027-03-04T10:30:00Z'), 0, 'once');

select tests.act_as('owner@rival.example');
select is(tests.count_rows('bank_accounts', 'kuvaamo') + tests.count_rows('waiting_money', 'kuvaamo'), 0, 'another company sees neither account nor money');
select tests.act_as('viewer@kuvaamo.example');
select is(tests.count_rows('bank_accounts', 'kuvaamo') + tests.count_rows('waiting_money', 'kuvaamo'), 0, 'nor does a viewer');
select tests.act_as('billing@kuvaamo.example');
select is(tests.count_rows('bank_accounts', 'kuvaamo') + tests.count_rows('waiting_money', 'kuvaamo'), 2, 'billing sees both');
select throws_ok('update public.waiting_money set amount_minor = 9', '42501', null, 'and changes neither');

select * from finish();
