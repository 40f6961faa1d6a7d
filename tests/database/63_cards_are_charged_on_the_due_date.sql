-- S8: the saved card is charged on the due date at the hour of the settings, once at a time, and again by schedule.
select plan(26);

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'card');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
select service.mirror_invoice('{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "status": "open", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 0,
  "total_minor": 9900, "amount_due_minor": 9900, "amount_paid_minor": 0, "due_at": "2026-12-01T12:00:00Z"}');
create function tests.leased_at(moment timestamptz) returns integer language sql as $$
  select attempt from service.lease_due_charges(moment, 10)
$$;
create function tests.report(outcome text) returns void language sql as $$
  select service.report_charge(id, outcome, 'card_declined', '2026-12-01 07:00Z') from public.invoices
$$;

select is((select next_attempt_at from private.invoice_charges), timestamptz '2026-12-01 07:00Z', 'the charge is due at nine in Helsinki');
select is(tests.leased_at('2026-12-01 08:00Z'), null, 'without a saved card nothing is charged');
select service.save_card('cus_1', 'pm_1', 'visa', '4242', 12, 2030);
select service.save_card('cus_unknown', 'pm_9', 'visa', '1111', 12, 2030);
select results_eq($$ select account_id, last4 from public.saved_cards $$, $$ values (tests.id('kuvaamo'), '4242') $$, 'the card is saved with its company; an unknown customer is ignored');
select is(tests.leased_at('2026-12-01 06:59Z'), null, 'a minute before nothing is charged');
select results_eq($$ select stripe_invoice_id, attempt, payment_method_id from service.lease_due_charges('2026-12-01 07:00Z', 10) $$, $$ values ('in_1', 1, 'pm_1') $$, 'at nine it is');
select is(tests.leased_at('2026-12-01 07:00Z'), null, 'and not by two workers');
update private.invoice_charges set leased_until = now() - interval '1 second';
select is(tests.leased_at('2026-12-01 07:05Z'), 2, 'a worker that died gives it back');
select tests.report('unreachable');
select is(tests.leased_at('2026-12-01 07:10Z'), 2, 'a try that reached nobody does not count');

-- Declined: the days of the settings, counted from the due date.
update private.invoice_charges set attempts = 1;
select tests.report('declined');
select is((select next_attempt_at from private.invoice_charges), timestamptz '2026-12-04 07:00Z', 'the first decline waits three days');
select is(tests.leased_at('2026-12-03 07:00Z'), null, 'and is not tried before');
select is(tests.leased_at('2026-12-04 07:00Z'), 2, 'but then');
select tests.report('declined');
select is((select next_attempt_at from private.invoice_charges), timestamptz '2026-12-06 07:00Z', 'the second waits until five days after the due date');
select is(tests.leased_at('2026-12-06 07:00Z'), 3, 'the third try');
select tests.report('declined');
select is(tests.leased_at('2026-12-08 07:00Z'), 4, 'comes seven days after it');
select tests.report('declined');
select isnt((select stopped_at from private.invoice_charges), null, 'after that it stops');
select is(tests.leased_at('2027-12-16 07:00Z'), null, 'for good');
select is((select count(*) from private.mail_outbox where kind = 'card_declined'), 4::bigint, 'the company was told each time');
select is((select array_agg(recipient) from private.mail_outbox where kind = 'card_declined' and data ->> 'next_attempt_on' is null), array['laskut@kuvaamo.example'], 'and once that it was the last');

-- A new card starts again; a hard refusal and a bank that asks stop at once.
select service.save_card('cus_1', 'pm_2', 'mastercard', '4444', 1, 2031);
select results_eq($$ select brand, last4 from public.saved_cards $$, $$ values ('mastercard', '4444') $$, 'the newest card counts');
select results_eq($$ select attempt, payment_method_id from service.lease_due_charges('2026-12-17 07:00Z', 10) $$, $$ values (5, 'pm_2') $$, 'and is tried');
select tests.report('refused');
select is(tests.leased_at('2027-12-17 07:00Z'), null, 'a refused card is not tried again');
select service.save_card('cus_1', 'pm_3', 'visa', '3155', 1, 2031);
select is(tests.leased_at('2026-12-18 07:00Z'), 6, 'until it changes');
select tests.report('action_required');
select is(tests.leased_at('2027-12-18 07:00Z'), null, 'a bank that wants to see the member is not asked again');
select is((select count(*) from private.mail_outbox where kind = 'card_action_required'), 1::bigint, 'the member is asked instead');

-- Paid, by whatever way.
select service.mirror_invoice('{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "status": "paid", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 0,
  "total_minor": 9900, "amount_due_minor": 0, "amount_paid_minor": 9900, "due_at": "2026-12-01T12:00:00Z"}');
select service.save_card('cus_1', 'pm_4', 'visa', '4242', 1, 2031);
select is(tests.leased_at('2027-12-19 07:00Z'), null, 'a paid invoice is never charged');
select throws_ok($$ select service.save_card('cus_1', 'pm_5', 'visa', '42', 1, 2031) $$, '23514', null, 'a card has four last digits');

select * from finish();
