-- R11: an event is stored once, leased in the order it happened, and retried until it is processed.
select plan(12);

select ok(service.store_event('evt_2', 'invoice.paid', 'in_1', '2026-11-02 10:00Z'), 'an event is new');
select ok(not service.store_event('evt_2', 'invoice.paid', 'in_1', '2026-11-02 10:00Z'), 'the same one again is not');
select ok(not service.store_event('evt_2', 'invoice.voided', 'in_9', '2026-11-03 10:00Z'), 'nor under another type');
select is((select type from private.stripe_events), 'invoice.paid', 'and what was stored stays');
select service.store_event('evt_1', 'invoice.finalized', 'in_1', '2026-11-02 09:00Z');

select is((select id from service.lease_events(1)), 'evt_1', 'of two that wait the earlier one is leased first');
select is((select array_agg(id) from service.lease_events(10)), array['evt_2'], 'and not to a second worker');
select is_empty($$ select * from service.lease_events(10) $$, 'until it comes back');
select service.events_failed(array['evt_1'], 'no connection');
select is_empty($$ select * from service.lease_events(10) $$, 'a failed one waits');
update private.stripe_events set next_attempt_at = now() where id = 'evt_1';
select results_eq($$ select id, attempts from service.lease_events(10) $$, $$ values ('evt_1', 2) $$, 'and is tried again');
select service.events_processed(array_agg(id)) from private.stripe_events;
select service.events_failed(array['evt_1'], 'late');
update private.stripe_events set leased_until = null, next_attempt_at = now();
select is_empty($$ select * from service.lease_events(10) $$, 'what is processed does not come back');
select is((select last_error from private.stripe_events where id = 'evt_1'), null, 'not even by a late report of failure');
select ok(not service.store_event('evt_1', 'invoice.finalized', 'in_1', '2026-11-02 09:00Z'), 'nor when it is delivered again');

select * from finish();
