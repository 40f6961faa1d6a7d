-- R8, R12: a term is announced 60, 30 and 7 days ahead, checked again and renewed or ended at local midnight of its last day, and Stripe knows in time.
select no_plan();

create function tests.helsinki(day date, clock time default '09:00') returns timestamptz language sql as $$
  select (day + clock) at time zone 'Europe/Helsinki'
$$;
create function tests.member(name text, tier text, points integer) returns uuid language sql as $$
  select tests.create_company(name);
  select tests.give_points(name, points);
  select tests.join_tier(name, tier, 'card');
  select service.attach_subscription((select id from public.memberships where account_id = tests.id(name)), 'cus_' || name, 'sub_' || name);
  -- What joining queued is done: only what the life of the membership queues is looked at.
  with done as (update private.stripe_calls set done_at = now() where account_id = tests.id(name)) select tests.id(name);
$$;
create function tests.the_end(account text) returns date language sql as $$
  select ends_on from public.memberships where account_id = tests.id(account) order by created_at desc limit 1
$$;
create function tests.announce(account text, days_before integer, clock time default '09:00') returns jsonb language sql as $$
  select service.announce_renewals(tests.helsinki(tests.the_end(account) - days_before, clock))
$$;
create function tests.notices(account text) returns text language sql as $$
  select string_agg(distinct (data ->> 'days') || ' ' || (data ->> 'outcome'), ', ' order by (data ->> 'days') || ' ' || (data ->> 'outcome') desc)
  from private.mail_outbox where account_id = tests.id(account) and kind = 'renewal_notice'
$$;
create function tests.calls(account text) returns text language sql as $$
  select string_agg(kind || ' ' || coalesce(parameters ->> 'tier_code', parameters ->> 'renews', ''), ', ' order by call_number)
  from private.stripe_calls where account_id = tests.id(account) and done_at is null
$$;

select tests.member('kuvaamo', 'gold', 1000);
select results_eq($$ select term_number, tier_code, amount_minor, months from public.membership_terms $$, $$ values (1, 'gold', 19900, 12) $$, 'joining writes the first term');

-- Notices.
select is(tests.announce('kuvaamo', 61) -> 'noticed', '0', 'nothing is announced 61 days ahead');
select is(tests.announce('kuvaamo', 60, '08:59') -> 'noticed', '0', 'nor in the night before the day');
select is(tests.announce('kuvaamo', 60) -> 'noticed', '1', 'the first notice goes out 60 days ahead');
select is(tests.announce('kuvaamo', 60) -> 'noticed', '0', 'once');
select is(tests.announce('kuvaamo', 31) -> 'noticed', '0', 'then nothing');
select is(tests.announce('kuvaamo', 30) -> 'noticed', '1', 'until 30 days ahead');
select is(tests.announce('kuvaamo', 7) -> 'noticed', '1', 'and 7');
select is(tests.announce('kuvaamo', 1) -> 'noticed', '0', 'and no more after that');
select is(tests.notices('kuvaamo'), '7 renews, 60 renews, 30 renews', 'each says what comes next');
select is((select data ->> 'amount_minor' from private.mail_outbox where kind = 'renewal_notice' limit 1), '19900', 'and what it costs');
select is(tests.calls('kuvaamo'), null, 'Stripe needs to hear nothing: the next cycle is like this one');

-- Renewed at local midnight.
select is(service.renew_memberships(tests.helsinki(tests.the_end('kuvaamo') - 1, '23:59:59')), '{"ended": 0, "renewed": 0}', 'a second before midnight the term still runs');
create temporary table before_renewal as select starts_on, ends_on from public.memberships;
select is(service.renew_memberships(tests.helsinki((select ends_on from before_renewal), '00:00')), '{"ended": 0, "renewed": 1}', 'at midnight of its last day it is renewed');
select is(service.renew_memberships(tests.helsinki((select ends_on from before_renewal), '00:00')), '{"ended": 0, "renewed": 0}', 'once');
select results_eq($$ select m.starts_on, m.ends_on, m.state::text from public.memberships m $$,
  $$ select ends_on, (starts_on + interval '24 months')::date, 'active' from before_renewal $$, 'the membership shows the new term');
select results_eq($$ select term_number, starts_on, ends_on from public.membership_terms order by term_number $$,
  $$ select 1, starts_on, ends_on from before_renewal union all select 2, ends_on, (starts_on + interval '24 months')::date from before_renewal $$, 'both terms are kept');
select is((select count(*) from private.mail_outbox where kind = 'membership_renewed'), 2::bigint, 'company and payer are told');
select is(tests.announce('kuvaamo', 60) -> 'noticed', '1', 'the new term has notices of its own');

-- Between our midnight and the hour at which Stripe renews: what is decided is about the new term, Stripe is still in the old one.
create function tests.seen_at_stripe(account text, period_ends_at timestamptz) returns integer language sql as $$
  select service.note_subscriptions(jsonb_build_array(jsonb_build_object('stripe_subscription_id', 'sub_' || account, 'stripe_customer_id', 'cus_' || account,
    'status', 'active', 'cancels_at_period_end', false, 'period_ends_at', seen_at_stripe.period_ends_at)), clock_timestamp())
$$;
select tests.seen_at_stripe('kuvaamo', tests.helsinki((select ends_on from before_renewal), '15:00'));
update public.memberships set renews = false where account_id = tests.id('kuvaamo');
select is(tests.calls('kuvaamo'), null, 'cancelled on the day of the renewal, Stripe is not told before it has renewed: it would end the year that has begun');
update public.memberships set renews = true where account_id = tests.id('kuvaamo');
select is(tests.calls('kuvaamo'), null, 'taken back meanwhile, it never hears of it');
update public.memberships set renews = false where account_id = tests.id('kuvaamo');
select tests.seen_at_stripe('kuvaamo', tests.helsinki((select ends_on from before_renewal), '15:00'));
select is(tests.calls('kuvaamo'), null, 'older news of it change nothing');
select tests.seen_at_stripe('kuvaamo', tests.helsinki(tests.the_end('kuvaamo'), '15:00'));
select is(tests.calls('kuvaamo'), 'set_renewal false', 'as soon as Stripe has renewed it is told');
select tests.seen_at_stripe('kuvaamo', tests.helsinki(tests.the_end('kuvaamo'), '15:01'));
select is(tests.calls('kuvaamo'), 'set_renewal false', 'once');
update public.memberships set renews = true where account_id = tests.id('kuvaamo');
select is(tests.calls('kuvaamo'), 'set_renewal false, set_renewal true', 'and from then on at once');

-- Catching up after an outage: the newest notice alone.
select tests.member('katko', 'silver', 500);
select is(tests.announce('katko', 20) -> 'noticed', '1', 'after an outage one notice goes out');
select is(tests.notices('katko'), '30 renews', 'the newest that is due');
select tests.announce('katko', 7);
select is(tests.notices('katko'), '7 renews, 30 renews', 'and the next one on its day');

-- Points that no longer reach.
select tests.member('laskeva', 'platinum', 2000);
select tests.give_points('laskeva', -1200);
select is((select tier_code from public.memberships where account_id = tests.id('laskeva')), 'platinum', 'points lost in the term do not touch it');
select tests.announce('laskeva', 30);
select is(tests.notices('laskeva'), '30 lowered', 'the notice says which tier it will be');
select is((select data ->> 'next_tier_code' from private.mail_outbox where account_id = tests.id('laskeva') and kind = 'renewal_notice' limit 1), 'silver', 'the best one the points allow');
select is(tests.calls('laskeva'), null, 'Stripe is not told yet');
select tests.announce('laskeva', 7);
select is(tests.calls('laskeva'), 'set_renewal_price silver', 'but from the last notice on');
select tests.announce('laskeva', 6);
select is(tests.calls('laskeva'), 'set_renewal_price silver', 'once');
select tests.give_points('laskeva', 300);
select tests.announce('laskeva', 5);
select is(tests.calls('laskeva'), 'set_renewal_price silver, set_renewal_price gold', 'and again when it changes');
select tests.give_points('laskeva', -900);
select tests.announce('laskeva', 4);
select is(tests.calls('laskeva'), 'set_renewal_price silver, set_renewal_price gold, set_renewal false', 'without any tier it must not go on at Stripe');
select tests.give_points('laskeva', 800);
select is(service.renew_memberships(tests.helsinki(tests.the_end('laskeva'), '00:00')) -> 'renewed', '2', 'what the points allow on the day counts (another one ends on that day, too)');
select results_eq($$ select tier_code, amount_minor from public.memberships where account_id = tests.id('laskeva') $$, $$ values ('gold', 19900) $$, 'the tier is checked again');
select is(tests.calls('laskeva'), 'set_renewal_price silver, set_renewal_price gold, set_renewal false, set_renewal true', 'and Stripe hears what it did not know');

-- No tier at all.
select tests.member('tyhja', 'silver', 500);
select tests.give_points('tyhja', -500);
select tests.announce('tyhja', 7);
select is(tests.notices('tyhja'), '7 ends_points', 'without points the notice says that it ends');
select is(service.renew_memberships(tests.helsinki(tests.the_end('tyhja'), '00:00')) -> 'ended', '1', 'and it does');
select results_eq($$ select state::text, end_reason, ended_on = ends_on from public.memberships where account_id = tests.id('tyhja') $$, $$ values ('ended', 'points_missing', true) $$, 'for that reason');
select results_eq($$ select private.last_day(jsonb_populate_record(null::public.memberships, '{"ends_on": "2027-11-22"}' || more)) from unnest(array['{}', '{"ended_on": "2027-11-22"}', '{"ended_on": "2027-03-05"}']::jsonb[]) more $$,
  $$ values (date '2027-11-21'), ('2027-11-21'), ('2027-03-05') $$, 'the last day of a term is the one before the next begins; what ends otherwise was there that day');
select is((select (data ->> 'last_day')::date from private.mail_outbox where kind = 'membership_ended' and recipient like '%tyhja%' limit 1), (tests.the_end('tyhja') - 1)::date, 'the mail names the last day');
select is(tests.calls('tyhja'), 'set_renewal false, cancel_subscription ', 'Stripe too');

-- Not wanted.
select tests.member('lahteva', 'silver', 500);
update public.memberships set renews = false where account_id = tests.id('lahteva');
select is(tests.calls('lahteva'), 'set_renewal false', 'switching renewal off reaches Stripe, also by hand');
select tests.announce('lahteva', 60);
select is(tests.notices('lahteva'), '60 ends', 'the notice says that it ends');
select tests.announce('lahteva', 7);
select is(tests.calls('lahteva'), 'set_renewal false', 'there is nothing more to tell');
select is(service.renew_memberships(tests.helsinki(tests.the_end('lahteva'), '00:00')) -> 'ended', '1', 'it ends at midnight');
select is((select end_reason from public.memberships where account_id = tests.id('lahteva')), 'term_over', 'because its term is over');
select is((select count(*) from private.mail_outbox where account_id = tests.id('lahteva') and kind = 'membership_ended'), 2::bigint, 'with a mail');
select is(service.renew_memberships(tests.helsinki(tests.the_end('lahteva') + 1, '00:00')), '{"ended": 0, "renewed": 0}', 'and stays ended');

-- A tier chosen for the next term.
select tests.member('valitsija', 'platinum', 2000);
update public.memberships set next_tier_code = 'silver' where account_id = tests.id('valitsija');
select tests.announce('valitsija', 7);
select is(tests.notices('valitsija'), '7 chosen', 'a chosen tier is announced as such');
select is(tests.calls('valitsija'), 'set_renewal_price silver', 'and told to Stripe');
select service.renew_memberships(tests.helsinki(tests.the_end('valitsija'), '00:00'));
select results_eq($$ select tier_code, amount_minor, next_tier_code from public.memberships where account_id = tests.id('valitsija') $$, $$ values ('silver', 9900, null::text) $$,
  'the lower tier begins with the new term');
select is(tests.calls('valitsija'), 'set_renewal_price silver', 'Stripe knew already');

-- One that the points do not reach when the day comes.
select tests.member('toivova', 'silver', 1000);
update public.memberships set next_tier_code = 'gold' where account_id = tests.id('toivova');
select tests.give_points('toivova', -400);
select service.renew_memberships(tests.helsinki(tests.the_end('toivova'), '00:00'));
select is((select tier_code from public.memberships where account_id = tests.id('toivova')), 'silver', 'a chosen tier out of reach falls back to the one held');

-- Suspended at the end of the term.
select tests.member('velkainen', 'silver', 500);
update public.memberships set state = 'suspended', unpaid_since = current_date where account_id = tests.id('velkainen');
select tests.announce('velkainen', 7);
select is(tests.notices('velkainen'), '7 ends_unpaid', 'the notice of a suspended one announces no renewal');
select is(service.renew_memberships(tests.helsinki(tests.the_end('velkainen'), '00:00')) -> 'ended', '1', 'a suspended membership is not renewed');
select is((select end_reason from public.memberships where account_id = tests.id('velkainen')), 'unpaid', 'it would owe two years');

-- A new price from the day of the renewal on.
select tests.member('hinnoiteltu', 'silver', 500);
update public.tier_prices set valid_until = tests.the_end('hinnoiteltu') - 1 where tier_code = 'silver' and currency = 'EUR';
insert into public.tier_prices (tier_code, currency, amount_minor, valid_from) values ('silver', 'EUR', 10900, tests.the_end('hinnoiteltu'));
select tests.announce('hinnoiteltu', 7);
select is((select data ->> 'amount_minor' from private.mail_outbox where account_id = tests.id('hinnoiteltu') and kind = 'renewal_notice' limit 1), '10900', 'a notice names the price of the day');
select service.renew_memberships(tests.helsinki(tests.the_end('hinnoiteltu'), '00:00'));
select is((select amount_minor from public.memberships where account_id = tests.id('hinnoiteltu')), 10900, 'which the new term has');

-- One that cannot be renewed stops nobody else.
select tests.member('este', 'silver', 500), tests.member('sujuva', 'silver', 500);
create function tests.refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
create trigger a_refuse before update of ends_on on public.memberships for each row when (new.account_id = md5('este')::uuid) execute function tests.refuse();
select is(service.renew_memberships(tests.helsinki(tests.the_end('este'), '00:00')), '{"ended": 0, "failed": 1, "renewed": 1}', 'a membership that cannot be renewed does not stop the others');
select is((select count(*) from public.membership_terms where account_id = tests.id('sujuva')), 2::bigint, 'which are renewed');
select is((select count(*) from public.membership_terms where account_id = tests.id('este')), 1::bigint, 'and nothing of it is left half done');
drop trigger a_refuse on public.memberships;

-- A leap day comes back.
select tests.member('karkaus', 'silver', 500);
set local session_replication_role = replica;
update public.membership_terms set starts_on = '2027-02-28', ends_on = '2028-02-28' where account_id = tests.id('karkaus');
select is(private.next_end((select id from public.memberships where account_id = tests.id('karkaus'))), date '2029-02-28', 'a term from the last of February ends there');
update public.membership_terms set starts_on = '2028-02-29', ends_on = '2029-02-28' where account_id = tests.id('karkaus');
insert into public.membership_terms (membership_id, account_id, term_number, tier_code, currency, amount_minor, starts_on, ends_on, months)
select membership_id, account_id, number, 'silver', 'EUR', 9900, ends_on, ends_on + 1, 12 from public.membership_terms, unnest(array[2, 3]) number where account_id = tests.id('karkaus');
update public.membership_terms set ends_on = '2031-02-28' where account_id = tests.id('karkaus') and term_number = 3;
select is(private.next_end((select id from public.memberships where account_id = tests.id('karkaus'))), date '2032-02-29', 'and one from a leap day returns to it');
set local session_replication_role = origin;

-- By hand.
select throws_ok(attempt, 'PT403', 'not_allowed', 'refused: ' || attempt) from (values
  ($$ update public.membership_terms set amount_minor = 1 $$), ('delete from public.membership_terms'), ('truncate public.membership_terms cascade')) as attempts (attempt);
select throws_ok($$ update public.memberships set tier_code = 'gold', ends_on = ends_on + 400 where account_id = tests.id('hinnoiteltu') $$, 'PT422', 'tier_not_offered',
  'a term by hand needs the points as well');

select * from finish();
