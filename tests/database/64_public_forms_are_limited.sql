-- Quotas count in the database, per form, sender and window.
select plan(7);

select is((select array_agg(service.take_quota('form', 'sender', 3, 3600)) from generate_series(1, 5)), array[true, true, true, false, false], 'three uses are allowed, the fourth is not');
select ok(service.take_quota('form', 'other sender', 3, 3600), 'another sender has his own');
select ok(service.take_quota('other form', 'sender', 3, 3600), 'and so has another form');
select is((select count(*) from private.quotas where convert_from(key_hash, 'LATIN1') ~ 'sender'), 0::bigint, 'who it was is kept as a hash');
update private.quotas set window_start = window_start - interval '1 hour';
select ok(service.take_quota('form', 'sender', 3, 3600), 'in the next window it starts anew');
update private.quotas set window_start = now() - interval '25 hours' where hits > 3;
select service.sweep();
select is((select count(*) from private.quotas where hits > 3), 0::bigint, 'old windows are swept');
select cmp_ok((select count(*) from private.quotas), '>', 0::bigint, 'new ones stay');

select * from finish();
