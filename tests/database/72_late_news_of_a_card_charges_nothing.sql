-- S8: a card that was refused is not tried again because Stripe repeats that it was saved; only another card is a reason. Nor is one of an ended
-- membership.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'card');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
select service.save_card('cus_1', 'pm_1', 'visa', '4242', 12, 2030);
select service.mirror_invoice('{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "status": "open", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 0,
  "total_minor": 9900, "amount_due_minor": 9900, "amount_paid_minor": 0, "due_at": "2026-12-01T12:00:00Z"}');
create function tests.report(outcome text, why text) returns void language sql as $$
  select service.stripe_call_done(id, jsonb_build_object('outcome', outcome, 'message', why)) from private.stripe_calls where kind = 'pay_invoice' and done_at is null
$$;
select is(service.queue_due_charges('2026-12-01 07:00Z', 10), 1, 'the card is charged');
select tests.report('refused', 'stolen_card');

select service.save_card('cus_1', 'pm_1', 'visa', '4242', 12, 2030);
select is(service.queue_due_charges('2027-12-01 07:00Z', 10), 0, 'news of the same card do not charge it again');
select service.save_card('cus_1', 'pm_1', 'visa', '4242', 6, 2033);
select is((select expiry_year from public.saved_cards), 2033, 'what changed about it is kept');
select service.save_card('cus_1', 'pm_2', 'visa', '4242', 12, 2030);
select is(service.queue_due_charges('2027-12-01 07:00Z', 10), 1, 'another card is tried');
select is((select parameters ->> 'payment_method' from private.stripe_calls where kind = 'pay_invoice' and done_at is null), 'pm_2', 'that one');

select service.save_card('cus_1', 'pm_3', 'visa', '0341', 12, 2031);
select tests.report('refused', 'stolen_card');
select is(service.queue_due_charges('2027-12-01 07:00Z', 10), 1, 'a card that came while the old one was tried is tried at once');
select tests.report('declined', 'card_declined');
select service.save_card('cus_1', 'pm_2', 'visa', '4242', 12, 2030, null, now() - interval '1 minute');
select is((select default_payment_method_id from private.stripe_customers), 'pm_3', 'what was looked up before what is known changes nothing');

-- Stripe does not take the call itself, for good.
select service.save_card('cus_1', 'pm_6', 'visa', '6666', 12, 2031);
select is(service.queue_due_charges('2027-12-20 07:00Z', 10), 1, 'the next try of a card');
select service.stripe_call_failed((select id from private.stripe_calls where kind = 'pay_invoice' and done_at is null and gave_up_at is null), 'No such invoice: in_1', true);
select is(service.queue_due_charges('2028-12-01 07:00Z', 10), 0, 'a charge that Stripe refused to hear of is not asked for again and again');
select results_eq($$ select last_error, what_happens_next like '%retry_stripe_call%' from support.failed_charges $$, $$ values ('No such invoice: in_1', true) $$, 'the desk sees why, and what to do');

select service.save_card('cus_1', 'pm_3', 'visa', '1881', 12, 2030);
update public.memberships set state = 'ended', end_reason = 'Ended by support';
select is(service.queue_due_charges('2028-12-01 07:00Z', 10), 0, 'the card of an ended membership is left alone');

select * from finish();
