-- The nightly comparison: once a day, goes on where it was, repairs what is safe, and the desk sees the rest with what to do.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'bank_transfer');
select service.attach_customer(tests.id('kuvaamo'), 'cus_1');

-- Once a day, in batches.
create function tests.step(moment timestamptz) returns text language sql as $$
  select (service.current_reconciliation(moment) ->> 'step') || coalesce(' after ' || (service.current_reconciliation(moment) ->> 'cursor'), '')
$$;
select is(tests.step('2027-03-01 02:59Z'), null, 'before three nothing is compared');
select is(tests.step('2027-03-01 03:00Z'), 'events', 'then it begins');
select service.reconciliation_went_on('2027-03-01', 'events', 'evt_100', 100, 2);
select is(tests.step('2027-03-01 03:05Z'), 'events after evt_100', 'and goes on where it was');
select service.reconciliation_went_on('2027-03-01', 'finished', null, 50, 0);
select is(tests.step('2027-03-01 23:00Z'), null, 'when it is through, it is for the day');
select results_eq($$ select compared, repaired, finished_at is not null from private.reconciliations where day = '2027-03-01' $$, $$ values (150, 2, true) $$, 'what it did is kept');
select is(tests.step('2027-03-02 04:00Z'), 'events', 'the next day begins anew');
select service.reconciliation_went_on('2027-03-02', 'finished', null, 0, 0);

-- Events that never arrived.
select is(service.store_events('[{"id": "evt_1", "type": "invoice.paid", "object_id": "in_1", "created_at": "2027-03-01T00:00:00Z"}]'), 1, 'an event that never came is stored');
select is(service.store_events('[{"id": "evt_1", "type": "invoice.paid", "object_id": "in_1", "created_at": "2027-03-01T00:00:00Z"}]'), 0, 'once');
update private.stripe_events set processed_at = now();

-- Subscriptions.
create function tests.subscription(change jsonb) returns jsonb language sql as $$
  select jsonb_build_array('{"stripe_subscription_id": "sub_1", "stripe_customer_id": "cus_1", "status": "active", "cancels_at_period_end": false}'::jsonb
    || jsonb_build_object('membership_id', (select id from public.memberships)) || change)
$$;
select is(service.note_subscriptions(tests.subscription('{}'), now()), 0, 'while its call is under way nothing is attached');
update private.stripe_calls set done_at = now();
select is(service.note_subscriptions(tests.subscription('{"membership_id": "nonsense", "stripe_subscription_id": "sub_0"}'), now(), '2027-03-02'), 0, 'a name that is no membership is read as none');
select is(service.note_subscriptions(tests.subscription('{"stripe_customer_id": "cus_other", "stripe_subscription_id": "sub_9", "status": "canceled"}'), now()), 0, 'a subscription of another customer is not attached');
select is(service.note_subscriptions(tests.subscription('{}'), now(), '2027-03-02'), 1, 'a lost subscription is attached to its membership');
select is((select stripe_subscription_id from public.memberships), 'sub_1', 'which has it now');
select is(service.note_subscriptions(tests.subscription('{}'), now(), '2027-03-02'), 0, 'once');

create function tests.drifts() returns setof text language sql as $$
  select kind from support.money_drift order by kind
$$;
select results_eq('select tests.drifts()', $$ values ('subscription_without_membership') $$, 'a subscription without a membership is listed');
select service.note_subscriptions(tests.subscription('{"stripe_subscription_id": "sub_0", "status": "canceled"}'), now());
select is_empty('select tests.drifts()', 'until it is cancelled');
select is_empty($$ select service.unseen_subscriptions('2027-03-02', null, 10) $$, 'what was seen is not looked up again');
select results_eq($$ select service.unseen_subscriptions('2027-03-03', null, 10) $$, $$ values ('sub_1') $$, 'what was not is');
select is_empty($$ select service.unseen_subscriptions('2027-03-03', 'sub_1', 10) $$, 'once a round');
select service.note_subscriptions(tests.subscription('{"status": "canceled"}'), now());
select results_eq('select tests.drifts()', $$ values ('subscription_cancelled') $$, 'one that was cancelled there by hand is listed');
select service.note_subscriptions(tests.subscription('{"cancels_at_period_end": true}'), now());
select results_eq('select tests.drifts()', $$ values ('renewal_differs') $$, 'one that ends there and renews here as well');
select service.note_subscriptions(tests.subscription('{}'), now() - interval '1 hour');
select results_eq('select tests.drifts()', $$ values ('renewal_differs') $$, 'what was read earlier changes nothing');
select service.note_subscriptions(tests.subscription('{}'), now());
select is_empty('select tests.drifts()', 'nothing differs any more');

-- Invoices.
create function tests.invoice(change jsonb default '{}') returns jsonb language sql as $$
  select '{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "stripe_customer_id": "cus_1", "number": "CPS-1", "status": "open", "currency": "EUR",
    "subtotal_minor": 9900, "tax_minor": 0, "total_minor": 9900, "amount_due_minor": 9900, "amount_paid_minor": 0}'::jsonb || change
$$;
select results_eq($$ select stripe_invoice_id, found from service.differing_invoices(jsonb_build_array(tests.invoice())) $$, $$ values ('in_1', 'not mirrored') $$, 'an invoice that was lost is found');
select service.mirror_invoice_as_read(tests.invoice(), now());
select is_empty($$ select service.differing_invoices(jsonb_build_array(tests.invoice())) $$, 'once mirrored it is the same');
select is_empty($$ select service.differing_invoices(jsonb_build_array(tests.invoice('{"stripe_customer_id": "cus_other", "stripe_invoice_id": "in_2"}'))) $$, 'invoices of strangers are nobody''s');
select service.mirror_invoice_as_read(tests.invoice('{"amount_due_minor": 5000}'), now() - interval '1 hour');
select is((select amount_due_minor from public.invoices), 9900, 'news that were read before what is known change nothing');
select service.mirror_invoice_as_read(tests.invoice('{"amount_due_minor": 5000}'), now());
select is((select amount_due_minor from public.invoices), 5000, 'later ones do');
select service.note_invoice_differences(array['in_1'], '[{"stripe_invoice_id": "in_1", "stripe_customer_id": "cus_1", "expected": "paid", "found": "open"}]');
select results_eq($$ select kind, account_id from support.money_drift $$, $$ values ('invoice_differs', tests.id('kuvaamo')) $$, 'one that cannot be repaired is listed with its company');
select service.note_invoice_differences(array['in_1'], '[]');
select is_empty('select tests.drifts()', 'until it agrees');

-- Calls and events that stay.
-- Calls and events that stay. The accounts to pay into, which open invoices ask for, are there.
update private.stripe_calls set done_at = now() where kind = 'open_bank_account';
create function tests.broken() returns setof text language sql as $$
  select kind from support.money_drift where what_to_do <> '' and expected <> '' and found <> '' order by kind
$$;
select private.queue_stripe_call('set_tax_id', tests.id('kuvaamo'), '{"vat_id": null}', null);
select is_empty('select tests.broken()', 'a call that was just queued is no drift');
update private.stripe_calls set created_at = now() - interval '25 hours' where done_at is null and gave_up_at is null;
select results_eq('select tests.broken()', $$ values ('call_waiting') $$, 'one that waits for a day is');
select service.stripe_call_failed(id, 'No such customer', true) from private.stripe_calls where done_at is null and gave_up_at is null;
select results_eq($$ select kind, found from support.money_drift $$, $$ values ('call_given_up', 'No such customer') $$, 'one that was refused is');
select private.queue_stripe_call('set_tax_id', tests.id('kuvaamo'), '{"vat_id": null}', null);
select service.stripe_call_done(id, '{}') from private.stripe_calls where done_at is null and gave_up_at is null;
select is_empty('select tests.broken()', 'until the same was done later');
select service.store_event('evt_stuck', 'invoice.paid', 'in_1', now());
update private.stripe_events set received_at = now() - interval '7 hours' where id = 'evt_stuck';
select results_eq('select tests.broken()', $$ values ('event_failed') $$, 'an event that is not processed for hours is');

-- Asked for again.
select tests.create_company('studio');
select tests.give_points('studio', 500);
select tests.join_tier('studio', 'silver', 'bank_transfer');
create function tests.ask() returns integer language sql as $$
  select (service.ask_again_for_subscriptions(null, 10) ->> 'asked')::integer
$$;
select is(tests.ask(), 0, 'a membership that just began is left alone');
update public.memberships set created_at = now() - interval '2 hours' where account_id = tests.id('studio');
select is(tests.ask(), 0, 'one whose calls are under way as well');
update private.stripe_calls set gave_up_at = now() where account_id = tests.id('studio');
select is(tests.ask(), 1, 'one whose subscription was refused is asked for again');
select results_eq($$ select kind from private.stripe_calls where account_id = tests.id('studio') and done_at is null and gave_up_at is null order by call_number $$,
  $$ values ('create_customer'), ('update_customer'), ('create_subscription') $$, 'after its customer');
select is(tests.ask(), 0, 'once');

select * from finish();
