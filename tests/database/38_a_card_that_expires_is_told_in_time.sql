-- A card that expires before its next charge is asked for 30 and 7 days before its last day, once per card and step.
select no_plan();

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'card');
select service.attach_customer(tests.id('kuvaamo'), 'cus_1');
-- A card valid until the end of the month three months before the end of the term; times as Helsinki reads them.
create function tests.last_day() returns date language sql as $$
  select (date_trunc('month', ends_on - interval '3 months') - interval '1 day')::date from public.memberships
$$;
create function tests.save(last4 text, last_day date default tests.last_day()) returns void language sql as $$
  select service.save_card('cus_1', 'pm_' || last4, 'visa', last4, extract(month from last_day)::integer, extract(year from last_day)::integer)
$$;
create function tests.warn(days_before integer, clock time default '09:00') returns integer language sql as $$
  select (service.warn_of_expiring_cards((tests.last_day() - days_before + clock) at time zone 'Europe/Helsinki') ->> 'warned')::integer
$$;

select tests.save('4242');
select is(tests.warn(31), 0, 'no word 31 days before');
select is(tests.warn(30, '08:00'), 0, 'nor in the night');
select is(tests.warn(30), 1, 'a mail 30 days before the last day');
select is(tests.warn(30), 0, 'once');
select is(tests.warn(8), 0, 'then nothing');
select is(tests.warn(7), 1, 'and one 7 days before');
select is(tests.warn(0), 0, 'and no more');
select results_eq($$ select distinct data ->> 'last4', data ->> 'last_day', (data ->> 'charge_on')::date from private.mail_outbox where kind = 'card_expiring' $$,
  $$ select '4242', tests.last_day()::text, ends_on + 30 from public.memberships $$, 'it names the card, its last day and the next charge');

select tests.save('1881');
select is(tests.warn(20), 1, 'another card has notices of its own; after an outage the newest alone');
select is(tests.warn(-1), 0, 'an expired card is no longer told: a declined charge will be');

select tests.save('0005', tests.last_day() + 400);
select is(tests.warn(7), 0, 'a card that lasts beyond the next charge is not asked for');
select tests.save('1117');
update public.memberships set renews = false;
select is(tests.warn(7), 0, 'nor one that is charged no more');
update public.memberships set renews = true, payment_method = 'bank_transfer';
select is(tests.warn(7), 0, 'nor one that is not used');
update public.memberships set payment_method = 'card';
select is(tests.warn(7), 1, 'back to the card it is');

select * from finish();
