-- S8: the saved card is charged on the due date at the hour of the settings, once at a time, and again by schedule.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'card');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
select service.mirror_invoice('{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "status": "open", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 0,
  "total_minor": 9900, "amount_due_minor": 9900, "amount_paid_minor": 0, "due_at": "2026-12-01T12:00:00Z"}');
-- Queues what is due. Out: the number of the attempt that was queued; null when there was none.
create function tests.queued_at(moment timestamptz) returns integer language plpgsql as $$
begin
  if service.queue_due_charges(moment, 10) = 0 then
    return null;
  end if;
  return (select (parameters ->> 'attempt')::integer from private.stripe_calls where kind = 'pay_invoice' order by call_number desc limit 1);
end
$$;
create function tests.report(outcome text) returns void language sql as $$
  select service.stripe_call_done(id, jsonb_build_object('outcome', outcome, 'message', 'card_declined')) from private.stripe_calls
  where kind = 'pay_invoice' and done_at is null
$$;

-- What a payer of the company reads about its one open invoice: what the card does, and the day of it. The invoice's page and the membership's must agree.
create function tests.read_charge() returns text language plpgsql as $$
declare
  shown record;
  renewal jsonb;
begin
  perform tests.act_as('billing@kuvaamo.example');
  select charge, charge_on into shown from public.my_open_invoices(tests.id('kuvaamo'));
  renewal := public.my_renewal(tests.id('kuvaamo')) -> 'unpaid';
  perform tests.act_as_admin();
  if (shown.charge, shown.charge_on::text) is distinct from (renewal ->> 'charge', renewal ->> 'charge_on') then
    return format('%s but %s', shown, renewal);
  end if;
  return concat_ws(' ', shown.charge, shown.charge_on);
end
$$;

select is((select next_attempt_at from private.invoice_charges), timestamptz '2026-12-01 07:00Z', 'the charge is due at nine in Helsinki');
select is(tests.read_charge(), 'planned 2026-12-01', 'the payer reads the day');
select is(tests.queued_at('2026-12-01 08:00Z'), null, 'without a saved card nothing is charged');
select service.save_card('cus_1', 'pm_1', 'visa', '4242', 12, 2030);
select service.save_card('cus_unknown', 'pm_9', 'visa', '1111', 12, 2030);
select results_eq($$ select account_id, last4 from public.saved_cards $$, $$ values (tests.id('kuvaamo'), '4242') $$, 'the card is saved with its company; an unknown customer is ignored');
select is(tests.queued_at('2026-12-01 06:59Z'), null, 'a minute before nothing is charged');
select is(tests.queued_at('2026-12-01 07:00Z'), 1, 'at nine it is');
select results_eq($$ select invoice_id, membership_id, parameters ->> 'payment_method', once is not null from private.stripe_calls where kind = 'pay_invoice' $$,
  $$ select id, membership_id, 'pm_1', true from public.invoices $$, 'one call to Stripe is written down');
select is(tests.queued_at('2026-12-01 07:05Z'), null, 'and no second one while it waits');
select tests.report('withdrawn');
select is(tests.queued_at('2026-12-01 07:10Z'), 1, 'one that was not wanted at that moment does not count, and does not stand in the way');
select is((select count(*) from private.stripe_calls where kind = 'pay_invoice'), 2::bigint, 'it is a call of its own');

-- Declined: the days of the settings, counted from the due date.
select tests.report('declined');
select is((select next_attempt_at from private.invoice_charges), timestamptz '2026-12-04 07:00Z', 'the first decline waits three days');
select is(tests.read_charge(), 'retry 2026-12-04', 'and the payer reads that it is tried again, and when');
select is(tests.queued_at('2026-12-03 07:00Z'), null, 'and is not tried before');
select is(tests.queued_at('2026-12-04 07:00Z'), 2, 'but then');
select tests.report('declined');
select is((select next_attempt_at from private.invoice_charges), timestamptz '2026-12-06 07:00Z', 'the second waits until five days after the due date');
select is(tests.queued_at('2026-12-06 07:00Z'), 3, 'the third try');
select tests.report('declined');
select is(tests.queued_at('2026-12-08 07:00Z'), 4, 'comes seven days after it');
select tests.report('declined');
select isnt((select stopped_at from private.invoice_charges), null, 'after that it stops');
select is(tests.read_charge(), 'stopped', 'and the payer reads that nothing is tried any more');
select is(tests.queued_at('2027-12-16 07:00Z'), null, 'for good');
select is((select count(*) from private.mail_outbox where kind = 'card_declined'), 4::bigint, 'the company was told each time');
select is((select array_agg(recipient) from private.mail_outbox where kind = 'card_declined' and data ->> 'next_attempt_on' is null), array['laskut@kuvaamo.example'], 'and once that it was the last');

-- A new card starts again; a hard refusal and a bank that asks stop at once.
select service.save_card('cus_1', 'pm_2', 'mastercard', '4444', 1, 2031);
select results_eq($$ select brand, last4 from public.saved_cards $$, $$ values ('mastercard', '4444') $$, 'the newest card counts');
select is(tests.queued_at('2026-12-17 07:00Z'), 5, 'and is tried');
select is((select parameters ->> 'payment_method' from private.stripe_calls where kind = 'pay_invoice' and done_at is null), 'pm_2', 'in the place of the old one');
select tests.report('refused');
select is(tests.queued_at('2027-12-17 07:00Z'), null, 'a refused card is not tried again');
select is(tests.read_charge(), 'stopped', 'nor does the payer read that it is');
select service.save_card('cus_1', 'pm_3', 'visa', '3155', 1, 2031);
select is(tests.read_charge(), 'planned 2026-12-08', 'a new card is charged');
update private.invoice_charges set last_outcome = 'declined';
select is(tests.read_charge(), 'retry 2026-12-08', 'a declined one is tried again');
select service.save_card('cus_1', 'pm_4', 'visa', '3155', 1, 2031);
select is(tests.read_charge(), 'planned 2026-12-08', 'and nobody says of another one that it was declined');
select is(tests.queued_at('2026-12-18 07:00Z'), 6, 'until it changes');
select tests.report('action_required');
select is(tests.queued_at('2027-12-18 07:00Z'), null, 'a bank that wants to see the member is not asked again');
select is(tests.read_charge(), 'authenticate', 'the payer reads that his bank waits for him');
insert into support.staff (email, name) values ('veera@desk.example', 'Veera');
select support.stop_charging(tests.id('kuvaamo'), 'A question about the charge', 'veera@desk.example');
select is(tests.read_charge(), 'held', 'and, while the desk''s stop stands, that nothing is charged');
select support.resume_charging(tests.id('kuvaamo'), 'It is settled', 'veera@desk.example');
select is(tests.read_charge(), 'authenticate', 'after it all is as it was');
update public.memberships set payment_method = 'bank_transfer';
select is(tests.read_charge(), '', 'who pays by bank reads nothing of cards');
update public.memberships set payment_method = 'card';
select is((select count(*) from private.mail_outbox where kind = 'card_action_required'), 1::bigint, 'the member is asked instead');

-- Paid, by whatever way.
select service.mirror_invoice('{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "status": "paid", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 0,
  "total_minor": 9900, "amount_due_minor": 0, "amount_paid_minor": 9900, "due_at": "2026-12-01T12:00:00Z"}');
select service.save_card('cus_1', 'pm_6', 'visa', '4242', 1, 2031);
select is(tests.queued_at('2027-12-19 07:00Z'), null, 'a paid invoice is never charged');
select is(tests.read_charge(), '', 'and nothing is read about it');
select throws_ok($$ select service.save_card('cus_1', 'pm_5', 'visa', '42', 1, 2031) $$, '23514', null, 'a card has four last digits');

select * from finish();
