-- A correction stopped after the old invoice was paid: until support has put it right, nobody is mailed, suspended or asked for the new one.
select * from no_plan();
select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'bank_transfer');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
create function tests.helsinki(day date, clock time default '09:00') returns timestamptz language sql as $$ select (day + clock) at time zone 'Europe/Helsinki' $$;
create function tests.bill(invoice text, state text, more jsonb default '{}') returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', invoice, 'stripe_customer_id', 'cus_1', 'membership_id', (select id from public.memberships), 'number', 'CPS-' || invoice,
    'status', state, 'currency', 'eur', 'subtotal_minor', 9900, 'tax_minor', 2525, 'total_minor', 12425, 'amount_due_minor', 12425, 'amount_paid_minor', case state when 'paid' then 12425 else 0 end,
    'amount_remaining_minor', case state when 'open' then 12425 else 0 end, 'hosted_url', 'https://pay.example/' || invoice,
    'customer_name', 'Kuvaamo Oy', 'customer_address', jsonb_build_object('line1', 'Kuvakatu 1', 'postal_code', '00100', 'city', 'Helsinki', 'country', 'FI'),
    'customer_tax_ids', '[]'::jsonb, 'issued_at', now(), 'due_at', now() + interval '10 days') || more)
$$;
create function tests.finish_step(step text, result jsonb) returns void language sql as $$
  select service.stripe_call_done((select id from private.stripe_calls where kind = step and done_at is null order by call_number limit 1), result)
$$;
create function tests.read_charge(invoice text) returns text language sql as $$
  select tried.charge from public.invoices known cross join lateral private.describe_charge(known) as tried where known.stripe_invoice_id = invoice
$$;
create function tests.day(days integer) returns timestamptz language sql as $$ select tests.helsinki((select due_on from public.invoices where stripe_invoice_id = 'in_5') + days) $$;
create function tests.state() returns text language sql as $$ select state::text from public.memberships $$;

select tests.bill('in_5', 'open');
select service.request_correction(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from public.invoices where stripe_invoice_id = 'in_5'), tests.billing() || '{"reference": "PO-5"}');
update private.stripe_calls set done_at = now() where kind <> 'create_correction' and done_at is null;
select tests.finish_step('create_correction', '{"stripe_invoice_id": "in_6", "was_paid": false}');
select tests.bill('in_6', 'open');
select tests.finish_step('finalize_correction', '{}');
-- The company is past due; the old one is paid in between, then credited against the new one; the last step is refused.
select service.advance_memberships(tests.day(1));
select is(tests.state(), 'past_due', 'unpaid, a company is past due, also while its invoice is corrected');
delete from private.mail_outbox;
select tests.bill('in_5', 'paid', '{"paid_at": "2026-11-23T05:00:00Z"}');
select tests.bill('in_5', 'paid', '{"paid_at": "2026-11-23T05:00:00Z", "credited_minor": 12425}');
select is(tests.state(), 'past_due', 'while the correction runs, the news of the old one restore nothing');
select tests.finish_step('credit_invoice', '{"settles": true}');
select is(tests.state(), 'active', 'once its payment is to be moved to the new one, the company is restored');
select is((select count(*) from private.mail_outbox where kind = 'membership_restored'), 2::bigint, 'and told so');
select is(tests.read_charge('in_6'), 'with_support', 'from then on nobody is asked to pay the new one');
select service.stripe_call_failed((select id from private.stripe_calls where kind = 'settle_correction'), 'no', true);
select is(tests.state(), 'active', 'nor does the refusal take that back');
select is(tests.read_charge('in_6'), 'with_support', 'the page says that support puts it right');
create function tests.renewal() returns jsonb language plpgsql as $$
declare
  seen jsonb;
begin
  perform tests.act_as('billing@kuvaamo.example');
  seen := public.my_renewal(tests.id('kuvaamo')) -> 'unpaid';
  perform tests.act_as_admin();
  return seen;
end
$$;
select results_eq($$ select tests.renewal() ->> 'number', tests.renewal() ->> 'charge' $$, $$ values ('CPS-in_6', 'with_support') $$, 'and so does the page of the membership');

-- Money by bank.
create function tests.route(amount integer, transfer text, at timestamptz) returns void language sql as $$
  select service.mirror_cash(jsonb_build_object('stripe_customer_id', 'cus_1', 'read_at', clock_timestamp(), 'available', jsonb_build_object('EUR', amount),
    'transfers', jsonb_build_array(jsonb_build_object('id', transfer, 'currency', 'EUR', 'created_at', at, 'reference', 'CPS', 'payer', 'Aino'))));
  select service.route_waiting_money(at + interval '1 hour', 50, 'desk@cps.example')
$$;
select tests.route(4000, 'ct_1', '2026-11-20T10:00:00Z');
select is((select count(*) from private.mail_outbox where kind = 'payment_unmatched' and data ->> 'number' is not null), 0::bigint, 'a part is not answered with a mail that asks for the rest');
select is((select count(*) from private.mail_outbox where kind = 'payment_unmatched'), 1::bigint, 'but with one that says that support looks');
select tests.route(12425, 'ct_2', '2026-11-20T12:00:00Z');
select is((select count(*) from private.stripe_calls where kind = 'apply_cash'), 0::bigint, 'nor is it paid a second time from money that came');
select is((select count(*) from public.support_cases where message like 'Bank transfer without an invoice%'), 2::bigint, 'of both a person hears');
select tests.bill('in_other', 'open', '{"due_at": "2099-01-01T12:00:00Z"}');
select tests.route(12425, 'ct_3', '2026-11-20T14:00:00Z');
select is((select invoice.stripe_invoice_id from private.stripe_calls made join public.invoices invoice on invoice.id = made.invoice_id where made.kind = 'apply_cash'), 'in_other', 'another open invoice is paid from it');
update private.stripe_calls set done_at = now() where kind = 'apply_cash';
select is(tests.renewal() ->> 'number', 'CPS-in_other', 'and the page speaks of the one that is owed');
select tests.bill('in_other', 'void');

-- The desk tries again.
select tests.create_desk();
create function tests.retry() returns text language sql as $$
  select support.retry_stripe_call((select call.id from private.stripe_calls call where kind = 'settle_correction' and gave_up_at is not null
    and not exists (select from private.stripe_calls next where next.replaces = call.id)), 'Corrected at Stripe', 'veera@desk.example')
$$;
create function tests.release() returns text language sql as $$
  select support.release_correction((select id from public.invoices where stripe_invoice_id = 'in_6'), 'The payment was paid back', 'veera@desk.example')
$$;
select tests.retry();
select is(tests.read_charge('in_6'), 'with_support', 'while that is under way nobody is asked to pay it either');
select throws_ok($$ select service.request_payment(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from public.invoices where stripe_invoice_id = 'in_6')) $$, 'PT409', 'invoice_with_support', 'nor can it be paid');
select throws_ok($$ select tests.release() $$, 'PT409', 'correction_not_failed', 'nor is it released');
select service.stripe_call_failed((select id from private.stripe_calls where kind = 'settle_correction' and done_at is null and gave_up_at is null), 'no', true);
select is(tests.read_charge('in_6'), 'with_support', 'refused once more, it waits again');

-- The days of its due date.
delete from private.mail_outbox;
select service.advance_memberships(tests.day(day)) from unnest(array[2, 5, 14, 30, 60, 61, 91]) as day;
select is(tests.state(), 'active', 'who is told to wait is not past due, however long');
select is((select count(*) from private.mail_outbox), 0::bigint, 'nor mailed');

-- The payment was paid back: the new one is owed, from now on.
select throws_ok($$ select support.release_correction((select id from public.invoices where stripe_invoice_id = 'in_6'), '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'without a reason nothing is released');
select matches(tests.release(), 'is to be paid', 'the desk releases it');
select isnt(tests.read_charge('in_6'), 'with_support', 'and the page says so');
select is((select count(*) from private.staff_actions where action = 'release_correction'), 1::bigint, 'who did it is noted');
select throws_ok($$ select tests.release() $$, 'PT409', 'correction_not_failed', 'once');
select throws_ok($$ select tests.retry() $$, 'PT409', 'invoice_not_correctable', 'its correction cannot be completed any more: the payment is gone');
select service.advance_memberships(tests.day(92));
select is(tests.state(), 'past_due', 'then the days begin with the first state');
select service.advance_memberships(tests.day(104));
select is(tests.state(), 'past_due', 'which lasts as long as ever');
select service.advance_memberships(tests.day(105));
select is(tests.state(), 'grace', 'as does the next');
select tests.bill('in_6', 'paid', '{"paid_at": "2027-03-01T05:00:00Z"}');
select is(tests.state(), 'active', 'and paid, it restores');
select * from finish();
