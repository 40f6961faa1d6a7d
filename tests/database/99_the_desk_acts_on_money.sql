-- Money and the desk: paid on our own account, more time, charges that wait, ends and voids; each with a reason, none by hand, none twice.
select * from no_plan();

select tests.create_desk();
select tests.create_member_company('kuvaamo');
select tests.create_member_company('other');
-- An invoice of the company's membership, due in so many days.
create function tests.bill(account text, name text, days integer, total integer default 9900, paid integer default 0) returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', 'in_' || name, 'stripe_customer_id', 'cus_' || account, 'status', 'open', 'number', name,
    'membership_id', (select id from public.memberships where account_id = tests.id(account) order by created_at desc limit 1), 'currency', 'eur', 'subtotal_minor', total, 'tax_minor', 0, 'total_minor', total,
    'amount_due_minor', total, 'amount_paid_minor', paid, 'issued_at', now(), 'due_at', now() + make_interval(days => days)))
$$;
create function tests.invoice(name text) returns uuid language sql as $$ select id from public.invoices where stripe_invoice_id = 'in_' || name $$;
create function tests.settle(name text, status text) returns uuid language sql as $$
  select service.mirror_invoice(to_jsonb(invoice) || jsonb_build_object('stripe_customer_id', 'cus_kuvaamo', 'status', settle.status, 'amount_remaining_minor', 0,
    'amount_paid_minor', case settle.status when 'paid' then invoice.total_minor else 0 end, 'paid_at', now()))
  from public.invoices invoice where stripe_invoice_id = 'in_' || name
$$;
create function tests.queued(kind text) returns bigint language sql as $$ select count(*) from private.stripe_calls where stripe_calls.kind = queued.kind $$;
select tests.bill('kuvaamo', 'SMALL', 30), tests.bill('kuvaamo', 'LARGE', 20, 90000), tests.bill('kuvaamo', 'PART', 10, 9900, 900);

-- Paid on our own account.
select throws_ok($$ select support.mark_invoice_paid(tests.id('none'), 99, 'Statement 5', 'veera@desk.example') $$, 'PT404', 'invoice_not_found', 'an invoice that is not there');
select throws_ok($$ select support.mark_invoice_paid(tests.invoice('SMALL'), 98.99, 'Statement 5', 'veera@desk.example') $$, 'PT422', 'amount_differs', 'another amount');
select throws_ok($$ select support.mark_invoice_paid(tests.invoice('PART'), 99, 'Statement 5', 'veera@desk.example') $$, 'PT422', 'amount_differs', 'the whole where a part was paid');
select throws_ok($$ select support.mark_invoice_paid(tests.invoice('SMALL'), null, 'Statement 5', 'veera@desk.example') $$, 'PT422', 'amount_differs', 'no amount');
select throws_ok($$ select support.mark_invoice_paid(tests.invoice('SMALL'), 99, ' ', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'no reason');
select throws_ok($$ select support.mark_invoice_paid(tests.invoice('SMALL'), 99, 'Statement 5', 'stranger@desk.example') $$, 'PT403', 'staff_unknown', 'a stranger');
select is(tests.queued('mark_paid'), 0::bigint, 'after the refusals Stripe is told nothing');
select matches(support.mark_invoice_paid(tests.invoice('SMALL'), 99.00, 'Statement 5, line 3', 'veera@desk.example'), '^invoice SMALL of kuvaamo, 99\.00 EUR: Stripe is told', 'a small amount is marked by one person');
select results_eq($$ select account_id, invoice_id, parameters, membership_id is not null from private.stripe_calls where kind = 'mark_paid' $$,
  $$ values (tests.id('kuvaamo'), tests.invoice('SMALL'), '{"remaining_minor": 9900}'::jsonb, true) $$, 'Stripe hears what was seen');
select throws_ok($$ select support.mark_invoice_paid(tests.invoice('SMALL'), 99, 'Statement 5', 'veera@desk.example') $$, 'PT409', 'call_waiting', 'not a second time while Stripe is told');
select is((select status from public.invoices where id = tests.invoice('SMALL')), 'open', 'the mirror waits for Stripe');
select service.stripe_call_done((select id from private.stripe_calls where kind = 'mark_paid'), '{"status": "paid"}');
select tests.settle('SMALL', 'paid');
select throws_ok($$ select support.mark_invoice_paid(tests.invoice('SMALL'), 99, 'Statement 5', 'veera@desk.example') $$, 'PT409', 'invoice_not_open', 'nor when it is paid');

-- A large amount needs two.
select matches(support.mark_invoice_paid(tests.invoice('LARGE'), 900, 'Statement 6, line 1', 'veera@desk.example'), '^Nothing is done yet', 'a large amount waits for a second person');
select is(tests.queued('mark_paid'), 1::bigint, 'Stripe is told nothing yet');
select service.mirror_invoice(to_jsonb(invoice) || '{"stripe_customer_id": "cus_kuvaamo", "amount_paid_minor": 100, "amount_remaining_minor": 89900}') from public.invoices invoice where id = tests.invoice('LARGE');
select throws_ok('select tests.consent()', 'PT409', 'amount_changed', 'a part that was paid meanwhile stops it');
select matches(support.mark_invoice_paid(tests.invoice('LARGE'), 899, 'Statement 6, line 1', 'veera@desk.example'), '^Nothing is done yet', 'asked again with the rest');
select throws_ok($$ select support.confirm(tests.newest_request(), tests.newest_code(), 'veera@desk.example') $$, 'PT403', 'same_person', 'not by the same person');
select matches(tests.consent(), '^invoice LARGE of kuvaamo, 899\.00 EUR', 'the second person consents');
select matches(tests.consent(), '^Done already', 'once');
select is(tests.queued('mark_paid'), 2::bigint, 'Stripe is told once');
update support.money_limits set alone_minor = 0 where currency = 'EUR';
select matches(support.mark_invoice_paid(tests.invoice('PART'), 90, 'Statement 7, line 2', 'veera@desk.example'), '^Nothing is done yet', 'the limit is data');
delete from support.money_limits;
select matches(support.mark_invoice_paid(tests.invoice('PART'), 90, 'Statement 7, line 2', 'veera@desk.example'), '^Nothing is done yet', 'without a limit it is always two');

-- More time.
select tests.bill('kuvaamo', 'LATER', 5);
create temporary table was as select due_on, due_at from public.invoices where id = tests.invoice('LATER');
select throws_ok(format('select support.extend_due_date(tests.invoice(''LATER''), %s, %L, %L)', day, reason, staff), code, message, what) from (values
  ('current_date', 'Asked by telephone', 'veera@desk.example', 'PT422', 'day_refused', 'an earlier day'), ('null', 'Asked by telephone', 'veera@desk.example', 'PT422', 'day_refused', 'no day'),
  ('current_date + 200', 'Asked by telephone', 'veera@desk.example', 'PT422', 'day_refused', 'a day too far'), ('current_date + 20', '', 'veera@desk.example', 'PT422', 'reason_missing', 'without a reason'),
  ('current_date + 20', 'Asked by telephone', 'x', 'PT403', 'staff_unknown', 'by a stranger')) as attempt (day, reason, staff, code, message, what);
select throws_ok($$ select support.extend_due_date(tests.invoice('SMALL'), current_date + 40, 'Asked by telephone', 'veera@desk.example') $$, 'PT409', 'invoice_not_open', 'of a paid invoice');
select is((select due_on from public.invoices where id = tests.invoice('LATER')), (select due_on from was), 'after the refusals it is due as before');
select matches(support.extend_due_date(tests.invoice('LATER'), current_date + 20, 'Asked by telephone', 'veera@desk.example'), 'is due on', 'the desk gives more time');
select results_eq($$ select due_on, extended_to, due_at = (select due_at from was) from public.invoices where id = tests.invoice('LATER') $$, $$ values (current_date + 20, current_date + 20, true) $$, 'the later day counts, Stripe''s stays known');
select results_eq($$ select (next_attempt_at at time zone 'Europe/Helsinki')::date, extract(hour from next_attempt_at at time zone 'Europe/Helsinki') from private.invoice_charges where invoice_id = tests.invoice('LATER') $$,
  $$ values (current_date + 20, 9::numeric) $$, 'the card is charged on that day, at the same hour');
select tests.bill('kuvaamo', 'LATER', 5);
select is((select due_on from public.invoices where id = tests.invoice('LATER')), current_date + 20, 'news from Stripe do not take it back');
select is((select count(*) from private.mail_outbox where data ->> 'notice' = 'due_date_extended' and data ->> 'day' = (current_date + 20)::text), 4::bigint, 'all people of the company are told');
select throws_ok($$ update public.invoices set extended_to = extended_to + 5, mirrored_at = now() where id = tests.invoice('LATER') $$, 'PT403', 'not_allowed', 'a hand gives no time');
select throws_ok($$ update public.invoices set extended_to = null, mirrored_at = now() where id = tests.invoice('LATER') $$, 'PT403', 'not_allowed', 'nor takes it');
update public.invoices set due_on = current_date, mirrored_at = now() where id = tests.invoice('LATER');
select is((select due_on from public.invoices where id = tests.invoice('LATER')), current_date + 20, 'a due date typed over it is put right');

-- More time for one that is late already: the membership is as if it had paid, until the later day.
select tests.bill('other', 'OVERDUE', -5);
select service.advance_memberships(now());
select is((select state::text from public.memberships where account_id = tests.id('other')), 'past_due', 'who is late is past due');
select support.extend_due_date(tests.invoice('OVERDUE'), current_date + 3, 'Asked by telephone', 'veera@desk.example');
select is((select state::text from public.memberships where account_id = tests.id('other')), 'active', 'with more time it is active again');
select service.advance_memberships(now() + interval '2 days');
select is((select state::text from public.memberships where account_id = tests.id('other')), 'active', 'until the later day');
select service.advance_memberships(now() + interval '6 days');
select is((select state::text from public.memberships where account_id = tests.id('other')), 'past_due', 'after it the days count from there');

-- More time for a card that is about to be charged, or was declined.
select tests.create_member_company('patient');
select tests.bill('patient', 'WAITS', 0);
create function tests.charge(moment timestamptz) returns uuid language sql as $$
  select service.queue_due_charges(moment, 50);
  select id from private.stripe_calls where kind = 'pay_invoice' and invoice_id = tests.invoice('WAITS') and done_at is null and gave_up_at is null
$$;
create temporary table charging as select next_attempt_at as at, tests.charge(next_attempt_at) as call from private.invoice_charges where invoice_id = tests.invoice('WAITS');
select ok(service.charge_is_wanted(call), 'a charge that is due is wanted') from charging;
select service.save_card('cus_patient', 'pm_next', 'visa', '4444', 12, 2031);
select ok(not service.charge_is_wanted(call), 'not with a card that was replaced while Stripe did not answer') from charging;
select service.stripe_call_done(call, '{"outcome": "withdrawn"}') from charging;
update charging set call = tests.charge(at);
select ok(service.charge_is_wanted(call), 'but with the one that came') from charging;
select matches(support.extend_due_date(tests.invoice('WAITS'), current_date + 14, 'Asked by telephone', 'veera@desk.example'), 'A charge was on its way', 'the desk hears that it came in between');
select ok(not service.charge_is_wanted(call), 'and what is given more time is not charged on the old day') from charging;
select service.stripe_call_done(call, '{"outcome": "withdrawn"}') from charging;
update charging set at = (select next_attempt_at from private.invoice_charges where invoice_id = tests.invoice('WAITS'));
select is((select (at at time zone 'Europe/Helsinki')::date from charging), current_date + 14, 'but on the new one');
update charging set call = tests.charge(at);
select service.stripe_call_done(call, '{"outcome": "declined", "message": "Insufficient funds"}') from charging;
select support.stop_charging(tests.id('patient'), 'Is looked into', 'veera@desk.example');
select support.extend_due_date(tests.invoice('WAITS'), current_date + 30, 'Asked by telephone', 'veera@desk.example');
select support.resume_charging(tests.id('patient'), 'It was looked into', 'veera@desk.example');
select results_eq($$ select (next_attempt_at at time zone 'Europe/Helsinki')::date, stopped_at is null from private.invoice_charges where invoice_id = tests.invoice('WAITS') $$,
  $$ values (current_date + 30, true) $$, 'more time given while the desk''s stop stands counts as well');
select service.save_card('cus_patient', 'pm_third', 'visa', '1881', 12, 2031);
update charging set call = tests.charge((select next_attempt_at from private.invoice_charges where invoice_id = tests.invoice('WAITS')));
select service.stripe_call_failed(call, 'No such invoice', true) from charging;
select support.extend_due_date(tests.invoice('WAITS'), current_date + 40, 'Asked by telephone', 'veera@desk.example');
select support.retry_stripe_call(call, 'Corrected at Stripe', 'veera@desk.example') from charging;
update charging set call = (select id from private.stripe_calls successor where successor.replaces = charging.call);
select ok(not service.charge_is_wanted(call), 'a charge tried again by the desk waits for the later day as well') from charging;
select service.stripe_call_done(call, '{"outcome": "withdrawn"}') from charging;
select results_eq($$ select (next_attempt_at at time zone 'Europe/Helsinki')::date, stopped_at is null from private.invoice_charges where invoice_id = tests.invoice('WAITS') $$,
  $$ values (current_date + 40, true) $$, 'and is made then');
-- What fell due for the others meanwhile is no part of what follows.
select service.stripe_call_done(id, '{"outcome": "withdrawn"}') from private.stripe_calls where kind = 'pay_invoice' and done_at is null and gave_up_at is null;
delete from private.stripe_calls where kind = 'pay_invoice' and account_id <> tests.id('patient');

-- Charges that wait.
create function tests.due_charges() returns bigint language sql as $$
  select count(*) from private.invoice_charges charge join public.invoices invoice on invoice.id = charge.invoice_id
  where invoice.account_id = tests.id('kuvaamo') and invoice.status = 'open' and charge.stopped_at is null
$$;
select cmp_ok(tests.due_charges(), '>=', 3::bigint, 'charges are planned');
select throws_ok($$ select support.resume_charging(tests.id('kuvaamo'), 'Says charged twice', 'veera@desk.example') $$, 'PT409', 'charging_not_stopped', 'what runs is not resumed');
select throws_ok($$ select support.stop_charging(tests.id('kuvaamo'), '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'stopping needs a reason');
select throws_ok($$ select support.stop_charging(tests.id('none'), 'Says charged twice', 'veera@desk.example') $$, 'PT404', 'account_not_found', 'and a company');
select throws_ok($$ insert into support.charge_stops (account_id, stopped_by, reason) values (tests.id('kuvaamo'), 'veera@desk.example', 'By hand') $$, 'PT403', 'not_allowed', 'not by hand');
select cmp_ok(tests.due_charges(), '>=', 3::bigint, 'after the refusals they are still planned');
update private.invoice_charges set stopped_at = now() where invoice_id = tests.invoice('PART');
select matches(support.stop_charging(tests.id('kuvaamo'), 'Says charged twice', 'veera@desk.example'), 'Nothing was on its way', 'the desk stops them');
select is(tests.due_charges(), 0::bigint, 'none is due');
insert into private.stripe_calls (id, kind, account_id, membership_id, invoice_id) select tests.id('queued'), 'pay_invoice', account_id, membership_id, id from public.invoices where id = tests.invoice('LATER');
select ok(not service.charge_is_wanted(tests.id('queued')), 'one that was queued is withdrawn');
delete from private.stripe_calls where id = tests.id('queued');
select throws_ok($$ select support.stop_charging(tests.id('kuvaamo'), 'Says charged twice', 'veera@desk.example') $$, 'PT409', 'charging_stopped', 'once');
select service.save_card('cus_kuvaamo', 'pm_new', 'visa', '4444', 12, 2031);
select tests.bill('kuvaamo', 'NEXT', 1);
select is(tests.due_charges(), 0::bigint, 'neither a new card nor a new invoice starts them again');
select throws_ok('delete from support.charge_stops', 'PT403', 'not_allowed', 'nor a hand');
select matches(support.resume_charging(tests.id('kuvaamo'), 'It was one charge', 'veera@desk.example'), 'charged again', 'the desk starts them again');
select cmp_ok(tests.due_charges(), '>=', 3::bigint, 'then they are planned again');
select is((select stopped_at is null from private.invoice_charges where invoice_id = tests.invoice('PART')), true, 'the one that had stopped before runs because of the new card');
update private.invoice_charges set stopped_at = now() - interval '1 day' where invoice_id = tests.invoice('PART');
select support.stop_charging(tests.id('kuvaamo'), 'Says charged twice', 'veera@desk.example'), support.resume_charging(tests.id('kuvaamo'), 'It was one charge', 'veera@desk.example');
select is((select stopped_at from private.invoice_charges where invoice_id = tests.invoice('PART')), now() - interval '1 day', 'what stopped for a reason of its own stays stopped');

-- Calls that were given up.
select throws_ok($$ select support.retry_stripe_call(tests.id('none'), 'Corrected at Stripe', 'veera@desk.example') $$, 'PT404', 'call_not_found', 'a call that is not there');
select throws_ok($$ select support.retry_stripe_call((select id from private.stripe_calls where kind = 'mark_paid' and done_at is not null), 'Corrected at Stripe', 'veera@desk.example') $$, 'PT409', 'call_not_given_up', 'one that is done');
select service.stripe_call_failed((select id from private.stripe_calls where invoice_id = tests.invoice('LARGE')), 'to be paid is 1, not 89900', true);
select results_eq($$ select state, last_error, company_name from support.calls_to_stripe where invoice_number = 'LARGE' $$, $$ values ('given up', 'to be paid is 1, not 89900', 'kuvaamo') $$, 'the desk sees what Stripe refused');
select throws_ok($$ select support.retry_stripe_call((select id from private.stripe_calls where invoice_id = tests.invoice('LARGE')), 'x', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'trying again needs a reason');
select is(support.retry_stripe_call((select id from private.stripe_calls where invoice_id = tests.invoice('LARGE')), 'Corrected at Stripe', 'veera@desk.example'), 'mark_paid is tried again within minutes.', 'it is tried again');
select throws_ok($$ select support.retry_stripe_call((select id from private.stripe_calls where invoice_id = tests.invoice('LARGE') and gave_up_at is not null), 'Corrected at Stripe', 'veera@desk.example') $$, 'PT409', 'call_not_given_up', 'once');
select is((select count(*) from private.stripe_calls where invoice_id = tests.invoice('LARGE') and gave_up_at is null), 1::bigint, 'by one successor');
insert into private.stripe_calls (kind, account_id, invoice_id, gave_up_at) values ('pay_invoice', tests.id('kuvaamo'), tests.invoice('SMALL'), now()), ('pay_invoice', tests.id('kuvaamo'), tests.invoice('NEXT'), now());
select throws_ok($$ select support.retry_stripe_call((select id from private.stripe_calls where kind = 'pay_invoice' and invoice_id = tests.invoice('SMALL')), 'Corrected at Stripe', 'veera@desk.example') $$, 'PT409', 'invoice_not_open', 'a paid invoice is not charged again');
select support.stop_charging(tests.id('kuvaamo'), 'Says charged twice', 'veera@desk.example');
select throws_ok($$ select support.retry_stripe_call((select id from private.stripe_calls where kind = 'pay_invoice' and invoice_id = tests.invoice('NEXT')), 'Corrected at Stripe', 'veera@desk.example') $$, 'PT409', 'charging_stopped', 'nor while charging is stopped');

-- Ending, and taking an invoice back.
select throws_ok($$ select support.void_invoice(tests.invoice('NEXT'), 'Company has ceased', 'veera@desk.example') $$, 'PT409', 'membership_running', 'what a running membership owes is not voided');
select throws_ok($$ select support.end_membership(tests.id('kuvaamo'), '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'ending needs a reason');
select throws_ok($$ select support.end_membership(tests.id('none'), 'Company has ceased', 'veera@desk.example') $$, 'PT404', 'account_not_found', 'and a company');
select is((select state::text from public.memberships where account_id = tests.id('kuvaamo')), 'active', 'after the refusals it runs');
select matches(support.end_membership(tests.id('kuvaamo'), 'Company has ceased', 'veera@desk.example'), 'has ended; it cannot be taken back\. Still owed: .*NEXT', 'the desk ends it, and hears what is owed');
select results_eq($$ select state::text, end_reason from public.memberships where account_id = tests.id('kuvaamo') $$, $$ values ('ended', 'Company has ceased') $$, 'it has ended, with the reason');
select is((select count(*) from private.mail_outbox where data ->> 'notice' = 'membership_ended'), 4::bigint, 'all people of the company are told');
select throws_ok($$ select support.end_membership(tests.id('kuvaamo'), 'Company has ceased', 'veera@desk.example') $$, 'PT404', 'membership_not_found', 'once');
insert into private.stripe_calls (id, kind, account_id, membership_id, gave_up_at) select tests.id('late subscription'), 'create_subscription', account_id, id, now() from public.memberships where account_id = tests.id('kuvaamo');
select throws_ok($$ select support.retry_stripe_call(tests.id('late subscription'), 'Corrected at Stripe', 'veera@desk.example') $$, 'PT409', 'membership_ended', 'an ended membership gets no subscription');
insert into support.money_limits values ('EUR', 50000);
select throws_ok($$ select support.void_invoice(tests.invoice('PART'), 'Company has ceased', 'veera@desk.example') $$, 'PT409', 'invoice_part_paid', 'what is paid in part is not voided');
select throws_ok($$ select support.void_invoice(tests.invoice('NEXT'), ' ', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'nor anything without a reason');
select is(tests.queued('void_invoice'), 0::bigint, 'after the refusals Stripe is told nothing');
select matches(support.void_invoice(tests.invoice('NEXT'), 'Company has ceased', 'veera@desk.example'), 'owes it no more', 'an unpaid one is taken back');
select throws_ok($$ select support.void_invoice(tests.invoice('NEXT'), 'Company has ceased', 'veera@desk.example') $$, 'PT409', 'call_waiting', 'once');
select tests.bill('kuvaamo', 'HUGE', 5, 99000);
select matches(support.void_invoice(tests.invoice('HUGE'), 'Company has ceased', 'veera@desk.example'), '^Nothing is done yet', 'a large one needs two');
select matches(tests.consent(), '^invoice HUGE of kuvaamo, 990\.00 EUR: Stripe is told to void it', 'and has two');
select is(tests.queued('void_invoice'), 2::bigint, 'Stripe is told of both');
select is((select count(*) from private.stripe_calls where account_id = tests.id('other')), (select count(*) from private.stripe_calls where account_id = tests.id('other') and kind not in ('mark_paid', 'void_invoice')), 'another company has nothing of it');

-- What was told and did not become true; money that came twice.
select is_empty('select * from private.desk_drift', 'nothing of it drifts');
insert into private.stripe_calls (id, kind, account_id, invoice_id, parameters) values (tests.id('twice'), 'mark_paid', tests.id('kuvaamo'), tests.invoice('SMALL'), '{"remaining_minor": 9900}');
select service.stripe_call_done(tests.id('twice'), '{"status": "paid", "was_paid_already": true}'), service.stripe_call_done(tests.id('twice'), '{"status": "paid", "was_paid_already": true}');
select results_eq($$ select topic, state, message like 'Invoice SMALL was paid twice: 99.00 EUR%' from public.support_cases where account_id = tests.id('kuvaamo') and topic = 'payment' $$, $$ values ('payment', 'open', true) $$, 'money that came twice is one case');
update private.stripe_calls set done_at = now() - interval '2 days', gave_up_at = null, leased_until = null where invoice_id = tests.invoice('HUGE');
select results_eq('select kind, account_id, found from private.desk_drift', $$ values ('voided_and_open', tests.id('kuvaamo'), 'open') $$, 'a void that did not become true is found');
select tests.settle('HUGE', 'void');
select is_empty('select * from private.desk_drift', 'until it does');

-- Schema support is the desk's alone.
select tests.act_as('owner@other.example');
select throws_ok('select support.' || call, '42501', null, 'members do not call support.' || call) from unnest(array[
  $$end_membership(tests.id('other'), 'I want to', 'veera@desk.example')$$, $$stop_charging(tests.id('other'), 'I want to', 'veera@desk.example')$$]) call;

select * from finish();
