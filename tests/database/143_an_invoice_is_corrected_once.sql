-- A member has an invoice corrected: refused when it may not be, once when it may, and the order of the steps keeps the company owing one invoice.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'card');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
create function tests.bill(invoice text, state text, more jsonb default '{}') returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', invoice, 'stripe_customer_id', 'cus_1', 'membership_id', (select id from public.memberships), 'number', 'CPS-' || invoice,
    'status', state, 'currency', 'eur', 'subtotal_minor', 9900, 'tax_minor', 2525, 'total_minor', 12425, 'amount_due_minor', 12425, 'amount_paid_minor', case state when 'paid' then 12425 else 0 end,
    'customer_name', 'Kuvaamo Oy', 'customer_address', jsonb_build_object('line1', 'Kuvakatu 1', 'postal_code', '00100', 'city', 'Helsinki', 'country', 'FI'),
    'customer_tax_ids', '[]'::jsonb, 'issued_at', now(), 'due_at', now() + interval '30 days') || more)
$$;
create function tests.correct(invoice text, more jsonb default '{"reference": "PO-7"}', person text default 'billing@kuvaamo.example') returns uuid language sql as $$
  select service.request_correction(tests.id(person), tests.id('kuvaamo'), (select id from public.invoices where stripe_invoice_id = invoice), tests.billing() || more)
$$;
create function tests.steps() returns text[] language sql as $$
  select coalesce(array_agg(kind order by call_number), '{}') from private.stripe_calls where kind in ('create_correction', 'finalize_correction', 'credit_invoice', 'settle_correction')
$$;
create function tests.finish_step(step text, result jsonb) returns void language sql as $$
  select service.stripe_call_done((select id from private.stripe_calls where kind = step and done_at is null order by call_number limit 1), result)
$$;
select tests.bill('in_1', 'open');
create temporary table before as select to_jsonb(b) - 'updated_at' as billing from public.billing_profiles b;

select throws_ok($$ select tests.correct('in_1', person => 'viewer@kuvaamo.example') $$, 'PT403', 'not_allowed', 'a viewer has nothing corrected');
select throws_ok($$ select tests.correct('in_1', person => 'owner@rival.example') $$, 'PT403', 'not_allowed', 'nor has another company');
select throws_ok($$ select service.request_correction(tests.id('owner@kuvaamo.example'), tests.id('kuvaamo'), tests.id('none'), tests.billing()) $$, 'PT404', 'invoice_not_found', 'an invoice that is not there is not found');
select throws_ok($$ select tests.correct('in_1', '{}') $$, 'PT409', 'correction_unneeded', 'nothing to change is no correction');
select tests.bill('in_old', 'open', jsonb_build_object('issued_at', now() - interval '31 days'));
select throws_ok($$ select tests.correct('in_old') $$, 'PT409', 'correction_too_late', 'after thirty days it is too late');
-- Days are whole ones of the company's calendar: late in the evening of the last day it is not too late yet.
select tests.bill('in_last', 'open', jsonb_build_object('issued_at', ((now() at time zone 'Europe/Helsinki')::date - 30 + time '00:00:01') at time zone 'Europe/Helsinki'));
select isnt(tests.correct('in_last'), null, 'on the last day it can be corrected, whatever the hour');
update public.invoice_corrections set state = 'failed', finished_at = now();
delete from private.stripe_calls where kind in ('create_correction', 'update_customer', 'set_tax_id');
update public.billing_profiles set reference = null;
select tests.bill('in_void', 'open'), tests.bill('in_void', 'void'), tests.bill('in_draft', 'draft'), tests.bill('in_credited', 'paid', '{"credited_minor": 12425}'), tests.bill('in_part', 'open', '{"amount_paid_minor": 100}');
select throws_ok(format('select tests.correct(%L)', invoice), 'PT409', 'invoice_not_correctable', 'not correctable: ' || invoice) from unnest(array['in_void', 'in_draft', 'in_credited', 'in_part']) invoice;
select throws_ok($$ select tests.correct('in_1', '{"vat_id": "FI1"}') $$, '23514', null, 'details without their form are refused');
select is(tests.steps(), '{}', 'after all that Stripe is told nothing');
select is((select to_jsonb(b) - 'updated_at' from public.billing_profiles b), (select billing from before), 'and the billing details are as they were');

-- Unpaid: the new one is issued, then the old one credited.
select isnt(tests.correct('in_1'), null, 'billing has an unpaid invoice corrected');
select throws_ok($$ select tests.correct('in_1', '{"reference": "PO-8"}') $$, 'PT409', 'correction_running', 'one at a time');
select is((select reference from public.billing_profiles), 'PO-7', 'the details are stored');
select ok((select call_number from private.stripe_calls where kind = 'create_correction') > (select max(call_number) from private.stripe_calls where kind = 'update_customer'), 'Stripe hears of them before the new invoice is made');
select is((select done_at is null and parameters ->> 'old_invoice' = 'in_1' from private.stripe_calls where kind = 'create_correction'), true, 'the new invoice is to be made');
update private.stripe_calls set done_at = now() where kind in ('create_customer', 'update_customer', 'set_tax_id', 'create_subscription');
select tests.finish_step('create_correction', '{"stripe_invoice_id": "in_new", "was_paid": false}');
select is(tests.steps(), array['create_correction', 'finalize_correction'], 'then it is issued');
insert into private.invoice_charges (invoice_id, attempts, first_attempt_at, next_attempt_at) select id, 1, '2026-12-05T07:00:00Z', '2026-12-08T07:00:00Z' from public.invoices where stripe_invoice_id = 'in_1'
  on conflict (invoice_id) do update set attempts = 1, first_attempt_at = excluded.first_attempt_at, next_attempt_at = excluded.next_attempt_at;
select tests.bill('in_new', 'open', jsonb_build_object('reference', 'PO-7', 'due_at', now() + interval '40 days'));
select results_eq($$ select corrects = (select id from public.invoices where stripe_invoice_id = 'in_1'), membership_id is not null, due_on = (select due_on from public.invoices where stripe_invoice_id = 'in_1')
  from public.invoices where stripe_invoice_id = 'in_new' $$, $$ values (true, true, true) $$, 'it belongs to the membership and takes over the due date');
select results_eq($$ select attempts, next_attempt_at from private.invoice_charges charge join public.invoices invoice on invoice.id = charge.invoice_id where stripe_invoice_id = 'in_new' $$,
  $$ values (1, timestamptz '2026-12-08T07:00:00Z') $$, 'and goes on where the charges of the old one stood');
select tests.finish_step('finalize_correction', '{}');
select is(tests.steps(), array['create_correction', 'finalize_correction', 'credit_invoice'], 'then the old one is credited');
select tests.bill('in_1', 'paid', '{"amount_paid_minor": 0, "amount_remaining_minor": 0, "credited_minor": 12425}');
select tests.finish_step('credit_invoice', '{"settles": false}');
select results_eq($$ select state, (select stripe_invoice_id from public.invoices where id = new_invoice_id) from public.invoice_corrections where stripe_invoice_id = 'in_new' $$, $$ values ('done', 'in_new') $$, 'and it is done');
select is((select count(*) from private.mail_outbox where kind = 'invoice_corrected'), 1::bigint, 'the company hears of it once');
select is((select count(*) from private.mail_outbox where kind = 'invoice_paid'), 0::bigint, 'nobody is thanked for a payment that was none');
select throws_ok($$ select tests.correct('in_1', '{"reference": "PO-9"}') $$, 'PT409', 'invoice_not_correctable', 'what was replaced is not corrected again');
select isnt(tests.correct('in_new', '{"reference": "PO-9"}'), null, 'the new one may be');

-- Its days count from the first invoice.
update public.invoice_corrections set state = 'failed', finished_at = now() where state = 'running';
update public.invoice_corrections set first_issued_on = current_date - 32 where state = 'done';
select throws_ok($$ select tests.correct('in_new', '{"reference": "PO-10"}') $$, 'PT409', 'correction_too_late', 'within the days of the first one');
update private.stripe_calls set done_at = now() where done_at is null and gave_up_at is null;

-- Paid: credited first, so that its credit pays the new one.
select tests.bill('in_3', 'paid');
select tests.correct('in_3', '{"vat_id": "SE556036079301"}');
update private.stripe_calls set done_at = now() where kind in ('update_customer', 'set_tax_id') and done_at is null;
select tests.finish_step('create_correction', '{"stripe_invoice_id": "in_4", "was_paid": true}');
select is((tests.steps())[cardinality(tests.steps())], 'credit_invoice', 'a paid invoice is credited before the new one is issued');
select tests.finish_step('credit_invoice', '{"settles": false}');
select is((tests.steps())[cardinality(tests.steps())], 'finalize_correction', 'which is then issued');
select tests.bill('in_4', 'paid', '{"amount_paid_minor": 0, "total_minor": 9900, "tax_minor": 0, "amount_due_minor": 0}');
select is((select count(*) from private.mail_outbox where kind = 'invoice_paid' and data ->> 'number' = 'CPS-in_4'), 0::bigint, 'what the credit pays is no receipt');
select tests.finish_step('finalize_correction', '{}');
select is((select state from public.invoice_corrections where stripe_invoice_id = 'in_4'), 'done', 'and done');

-- Paid in between, and refused.
select tests.bill('in_5', 'open');
select tests.correct('in_5', '{"reference": "PO-5"}');
update private.stripe_calls set done_at = now() where kind in ('update_customer', 'set_tax_id') and done_at is null;
select tests.finish_step('create_correction', '{"stripe_invoice_id": "in_6", "was_paid": false}');
select tests.bill('in_6', 'open');
select tests.finish_step('finalize_correction', '{}');
select tests.finish_step('credit_invoice', '{"settles": true}');
select is((tests.steps())[cardinality(tests.steps())], 'settle_correction', 'the payment of the old one is noted on the new one');
select service.stripe_call_failed((select id from private.stripe_calls where kind = 'settle_correction'), 'no', true);
select results_eq($$ select state, error from public.invoice_corrections where stripe_invoice_id = 'in_6' $$, $$ values ('failed', 'no') $$, 'a step refused for good ends it');
select is((select count(*) from public.support_cases where topic = 'payment'), 1::bigint, 'and a person looks');
-- What was paid on the old one may stand for it yet: nobody is asked to pay it, however he pays.
create function tests.read_charge(invoice text) returns text language sql as $$
  select tried.charge from public.invoices known cross join lateral private.describe_charge(known) as tried where known.stripe_invoice_id = invoice
$$;
select is(tests.read_charge('in_6'), 'with_support', 'whose card would pay reads that support puts it right');
update public.memberships set payment_method = 'bank_transfer';
select is(tests.read_charge('in_6'), 'with_support', 'and so does who pays by bank');
select is(tests.read_charge('in_5'), null, 'of the old one nothing is said');
update public.memberships set payment_method = 'card';
select throws_ok($$ select service.request_payment(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from public.invoices where stripe_invoice_id = 'in_6')) $$,
  'PT409', 'invoice_with_support', 'nor can it be paid by a click');
select is((select count(*) from private.stripe_calls where kind = 'pay_now'), 0::bigint, 'of which Stripe hears nothing');
select throws_ok($$ select tests.correct('in_6', '{"reference": "PO-66"}') $$, 'PT409', 'invoice_not_correctable', 'nor is it corrected once more');

-- Credit of the company was used on an unpaid one: it is given back before the new one is issued, which takes it again.
update private.stripe_calls set done_at = now() where done_at is null and gave_up_at is null;
select tests.bill('in_9', 'open', '{"balance_used_minor": 2425, "amount_due_minor": 10000}');
select tests.correct('in_9', '{"reference": "PO-99"}');
update private.stripe_calls set done_at = now() where kind in ('update_customer', 'set_tax_id') and done_at is null;
update public.memberships set state = 'past_due', unpaid_since = current_date, state_since = now();
select tests.finish_step('create_correction', '{"stripe_invoice_id": "in_10", "was_paid": false, "has_credit": true}');
select is((tests.steps())[cardinality(tests.steps())], 'credit_invoice', 'an unpaid invoice on which credit was used is credited first');
select tests.bill('in_9', 'paid', '{"amount_paid_minor": 0, "credited_minor": 12425, "balance_used_minor": 2425}');
select is((select state from public.memberships), 'past_due', 'which does not make the membership look paid meanwhile');
select tests.finish_step('credit_invoice', '{"settles": false}');
select is((tests.steps())[cardinality(tests.steps())], 'finalize_correction', 'then the new one is issued');
select tests.bill('in_10', 'open', '{"balance_used_minor": 2425, "amount_due_minor": 10000, "due_at": "2027-12-31T12:00:00Z"}');
select is((select due_on from public.invoices where stripe_invoice_id = 'in_10'), (select due_on from public.invoices where stripe_invoice_id = 'in_9'), 'due when the old one was');
select is((select printed_due_on from public.invoices where stripe_invoice_id = 'in_10'), date '2027-12-31', 'its files say what Stripe printed');
select tests.finish_step('finalize_correction', '{}');
select is((select state from public.invoice_corrections where stripe_invoice_id = 'in_10'), 'done', 'and it is done');

-- The credit note is refused after the new invoice was issued: the new one is taken back and never charged, and the desk hears.
update private.stripe_calls set done_at = now() where done_at is null and gave_up_at is null;
update private.stripe_customers set default_payment_method_id = 'pm_1';
select tests.bill('in_7', 'open');
select tests.correct('in_7', '{"reference": "PO-77"}');
update private.stripe_calls set done_at = now() where kind in ('update_customer', 'set_tax_id') and done_at is null;
select tests.finish_step('create_correction', '{"stripe_invoice_id": "in_8", "was_paid": false}');
select tests.bill('in_8', 'open', '{"number": "CPS-0008"}');
select tests.finish_step('finalize_correction', '{}');
create function tests.new_charge() returns private.invoice_charges language sql as $$
  select charge from private.invoice_charges charge join public.invoices invoice on invoice.id = charge.invoice_id where stripe_invoice_id = 'in_8'
$$;
select is((tests.new_charge()).stopped_at, null, 'until then the new invoice waits for its charge');
select service.queue_due_charges((tests.new_charge()).next_attempt_at, 10);
select service.stripe_call_failed((select id from private.stripe_calls where kind = 'credit_invoice' and done_at is null), 'no', true, desk => 'desk@cps.example');
select isnt((tests.new_charge()).stopped_at, null, 'when the credit note is refused, the new invoice is not charged');
select is(service.charge_is_wanted(id), false, 'nor is a charge made that was queued before') from private.stripe_calls
  where kind = 'pay_invoice' and invoice_id = (tests.new_charge()).invoice_id;
update private.invoice_charges set stopped_at = null where invoice_id = (tests.new_charge()).invoice_id;
select isnt((tests.new_charge()).stopped_at, null, 'nor does another card start it again');
select is((select invoice_id from private.stripe_calls where kind = 'void_invoice' and done_at is null), (tests.new_charge()).invoice_id, 'it is taken back, so that one is owed');
select is((select count(*) from private.mail_outbox where kind = 'support_case' and recipient = 'desk@cps.example' and data ->> 'message' like '%CPS-0008, which is voided%'), 1::bigint,
  'and the desk hears of it');
select is(tests.read_charge('in_8'), 'with_support', 'until it is, nobody is asked to pay it');
select tests.create_desk();
select throws_ok($$ select support.retry_stripe_call((select id from private.stripe_calls where kind = 'credit_invoice' and gave_up_at is not null), 'Corrected at Stripe', 'veera@desk.example') $$,
  'PT409', 'invoice_not_correctable', 'the desk cannot credit the old one now that the new one is taken back');
select isnt(tests.correct('in_7', '{"reference": "PO-78"}'), null, 'but the company may have it corrected again');
-- Where the old one was taken back by hand, the new one is all that is owed.
select tests.bill('in_7', 'void');
select is(tests.read_charge('in_8'), 'held', 'a new one beside a void old one is owed, and may be paid');

-- Refused after the old invoice was credited: the company cannot begin anew, so the desk has the last step made.
create function tests.retry(step text, invoice text) returns text language sql as $$
  select support.retry_stripe_call((select id from private.stripe_calls call where kind = step and gave_up_at is not null
    and parameters ->> 'old_invoice' = invoice and not exists (select from private.stripe_calls next where next.replaces = call.id)), 'Corrected at Stripe', 'veera@desk.example')
$$;
select throws_ok($$ select tests.retry('settle_correction', 'in_5') $$, 'PT409', 'invoice_not_correctable', 'while the old invoice stands, the last step is not made');
update private.stripe_calls set done_at = now() where done_at is null and gave_up_at is null;
select tests.bill('in_5', 'paid', '{"amount_paid_minor": 0, "credited_minor": 12425}');
select throws_ok($$ select tests.correct('in_5', '{"reference": "PO-55"}') $$, 'PT409', 'invoice_not_correctable', 'a credited invoice is not corrected anew');
insert into public.invoice_corrections (account_id, old_invoice_id, credit_first, first_issued_on, requested_at, state, finished_at)
select account_id, old_invoice_id, credit_first, first_issued_on, requested_at + interval '1 minute', 'failed', now() from public.invoice_corrections where stripe_invoice_id = 'in_6';
select throws_ok($$ select tests.retry('settle_correction', 'in_5') $$, 'PT409', 'invoice_not_correctable', 'nor is one completed that a later one took the place of');
update public.invoice_corrections set requested_at = requested_at - interval '2 minutes'
where stripe_invoice_id is null and old_invoice_id = (select id from public.invoices where stripe_invoice_id = 'in_5');
select is(tests.retry('settle_correction', 'in_5'), 'settle_correction is tried again within minutes.', 'but the desk has its correction completed');
select results_eq($$ select state, finished_at, error from public.invoice_corrections where stripe_invoice_id = 'in_6' $$, $$ values ('running', null::timestamptz, null) $$, 'which goes on');
select service.stripe_call_done((select id from private.stripe_calls where kind = 'settle_correction' and done_at is null and gave_up_at is null), '{}');
select is((select state from public.invoice_corrections where stripe_invoice_id = 'in_6'), 'done', 'and ends');

-- The draft of a correction that failed: nobody is told to issue it, and deleted at Stripe it is gone for good.
select tests.bill('in_11', 'open');
select tests.correct('in_11', '{"reference": "PO-11"}');
select tests.bill('in_12', 'draft', jsonb_build_object('correction_id', (select id from public.invoice_corrections where state = 'running' and old_invoice_id = (select id from public.invoices where stripe_invoice_id = 'in_11'))));
create function tests.advice() returns text language sql as $$ select private.advise_on_draft(id) from public.invoices where stripe_invoice_id = 'in_12' $$;
select matches(tests.advice(), 'Do not finalize it', 'a draft whose correction goes on is left alone');
update private.stripe_calls set done_at = now() where kind <> 'create_correction' and done_at is null and gave_up_at is null;
select service.stripe_call_failed((select id from private.stripe_calls where kind = 'create_correction' and done_at is null and gave_up_at is null
  and invoice_id = (select id from public.invoices where stripe_invoice_id = 'in_11')), 'no', true);
select matches(tests.advice(), '^Delete draft in_12 at Stripe', 'one whose correction failed is to be deleted');
update public.invoice_corrections set stripe_invoice_id = 'in_12' where old_invoice_id = (select id from public.invoices where stripe_invoice_id = 'in_11');
select tests.bill('in_11', 'paid', '{"amount_paid_minor": 0, "credited_minor": 12425}');
select matches(tests.advice(), 'support.retry_stripe_call', 'one whose old invoice is credited is issued by trying again');
insert into public.invoice_corrections (account_id, old_invoice_id, credit_first, first_issued_on, requested_at, state, finished_at)
select account_id, old_invoice_id, credit_first, first_issued_on, requested_at + interval '1 minute', 'done', now() from public.invoice_corrections where stripe_invoice_id = 'in_12';
select matches(tests.advice(), '^Delete draft in_12 at Stripe', 'unless a later correction took its place');
select throws_ok($$ delete from public.invoices where stripe_invoice_id = 'in_12' $$, 'PT403', 'not_allowed', 'which no hand does here');
select service.drop_draft('in_12'), service.drop_draft('in_11'), service.drop_draft('in_unknown');
select results_eq($$ select stripe_invoice_id from public.invoices where stripe_invoice_id in ('in_11', 'in_12') $$, $$ values ('in_11') $$, 'a deleted draft leaves the mirror, an issued invoice never');
select is(service.mirror_invoice_as_read(jsonb_build_object('stripe_invoice_id', 'in_12', 'stripe_customer_id', 'cus_1', 'status', 'draft', 'currency', 'eur', 'subtotal_minor', 0,
  'tax_minor', 0, 'total_minor', 0, 'amount_due_minor', 0, 'amount_paid_minor', 0), now() - interval '1 minute'), null, 'and what was read before does not bring it back');

select tests.act_as('viewer@kuvaamo.example');
select is(tests.count_rows('invoice_corrections', 'kuvaamo'), 0, 'a viewer sees no corrections');
select tests.act_as('owner@rival.example');
select is(tests.count_rows('invoice_corrections', 'kuvaamo'), 0, 'nor does another company');

select * from finish();
