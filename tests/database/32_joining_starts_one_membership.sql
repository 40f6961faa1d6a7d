-- S6 to S9: who may join, what is stored, and that a second click changes nothing.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.give_points('kuvaamo', 1000);

create function tests.join_as(person text, account text default 'kuvaamo', tier text default 'silver', pay_by text default 'card') returns text language sql as $$
  select format('select service.start_membership(tests.id(%L), tests.id(%L), %L, %L, true, tests.billing())', person, account, tier, pay_by)
$$;
grant execute on function tests.join_as to public;
select tests.act_as_service();
select throws_ok(tests.join_as(person), 'PT403', 'not_allowed', person || ' may not join for the company')
from unnest(array['viewer@kuvaamo.example', 'products@kuvaamo.example', 'owner@rival.example', 'nobody@elsewhere.example']) person;
select throws_ok(tests.join_as('owner@rival.example', 'rival'), 'PT409', 'not_invited', 'a company that is not invited cannot join');
select throws_ok(tests.join_as('owner@kuvaamo.example', tier => 'platinum'), 'PT422', 'tier_not_offered', 'nor one take a tier out of reach');
select throws_ok(tests.join_as('owner@kuvaamo.example', pay_by => 'cash'), '23514', null, 'nor pay as nobody does');
select throws_ok($$ select service.start_membership(tests.id('owner@kuvaamo.example'), tests.id('kuvaamo'), 'silver', 'card', true, tests.billing() - 'city') $$,
  '23502', null, 'nor leave billing details out');
select tests.act_as_admin();
select is((select count(*) from public.memberships), 0::bigint, 'after the refusals there is no membership');
select is((select count(*) from public.billing_profiles), 0::bigint, 'no billing details');
select is((select count(*) from public.membership_numbers), 0::bigint, 'and no number was used up');

create temporary table first_answer as
select service.start_membership(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), 'silver', 'bank_transfer', false, tests.billing()) as answer;
select is(answer ->> 'is_new', 'true', 'billing joins for the company') from first_answer;
select is(answer ->> 'number', 'CPS-FI0000018', 'and gets the first number of its country') from first_answer;
select is(answer ->> 'former_number', null, 'there is no former number') from first_answer;
select is(answer -> 'billing' ->> 'invoice_email', 'laskut@kuvaamo.example', 'billing details are stored, the address in lower case') from first_answer;
select is((answer ->> 'amount_minor')::integer, 9900, 'the price is the tier''s') from first_answer;
select is(answer ->> 'currency', 'EUR', 'in the country''s currency') from first_answer;
select is((answer ->> 'days_until_due')::integer, 30, 'the days until due come from the settings') from first_answer;
select results_eq($$ select state::text, tier_code, renews, payment_method, starts_on, ends_on from public.memberships $$,
  $$ select 'active', 'silver', false, 'bank_transfer', today, (today + interval '12 months')::date from (select (now() at time zone 'Europe/Helsinki')::date as today) t $$,
  'it is active at once, for twelve months from the company''s own today');

select is(tests.join_tier('kuvaamo', 'silver') ->> 'number', 'CPS-FI0000018', 'a second click answers the same membership');
select is(tests.join_tier('kuvaamo', 'silver') ->> 'is_new', 'false', 'and says that it is not new');
select throws_ok(tests.join_as('owner@kuvaamo.example', tier => 'gold'), 'PT409', 'membership_exists', 'another tier is refused');
select is((select count(*) from public.memberships), 1::bigint, 'there is one membership');
select is((select payment_method from public.memberships), 'bank_transfer', 'as it was');
update public.memberships set created_at = now() - interval '2 hours';
select throws_ok(tests.join_as('owner@kuvaamo.example'), 'PT409', 'membership_exists', 'an hour later the same tier is refused as well');

-- Stripe.
select is(service.membership_at_stripe((select id from public.memberships)), 'waiting', 'until Stripe knows it the membership waits');
select results_eq($$ select kind, membership_id is not null, once is not null from private.stripe_calls order by call_number $$,
  $$ values ('create_customer', true, true), ('update_customer', true, false), ('create_subscription', true, true) $$, 'what Stripe must hear is written down, once, in its order');
select results_eq($$ select parameters ->> 'amount_minor', parameters ->> 'tier_code', parameters ->> 'renews' from private.stripe_calls where kind = 'create_subscription' $$,
  $$ values ('9900', 'silver', 'false') $$, 'as it was decided');
select is(service.attach_customer(tests.id('kuvaamo'), 'cus_1'), 'cus_1', 'the customer is remembered');
select is(service.attach_customer(tests.id('kuvaamo'), 'cus_2'), 'cus_1', 'and the first one counts');
select service.stripe_call_failed(service.queue_card_page(tests.id('kuvaamo'), 'fi'), 'Nobody waits for it any more', true);
select is(service.membership_at_stripe((select id from public.memberships)), 'waiting', 'a page for the card that was given up is no refusal of the membership');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
select is((select stripe_subscription_id from public.memberships), 'sub_1', 'the subscription is attached');
select throws_ok($$ select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_2') $$, 'PT404', 'membership_not_found', 'another one is refused');
select is((select stripe_subscription_id from public.memberships), 'sub_1', 'and no other one takes its place');
select is((select count(*) from private.mail_outbox where kind = 'membership_started'), 1::bigint, 'one welcome mail is sent');
select is(service.membership_at_stripe((select id from public.memberships)), 'known', 'Stripe knows it');
select service.undo_membership((select id from public.memberships));
select is((select state::text from public.memberships), 'active', 'a membership Stripe knows is not undone');

-- Another currency, and a refusal by Stripe.
select tests.create_company('studion', 'SE');
select tests.give_points('studion', 500);
create temporary table refused as select tests.join_tier('studion', 'silver') as answer;
select is(answer ->> 'currency', 'SEK', 'a Swedish company pays in kronor') from refused;
select is((answer ->> 'amount_minor')::integer, 109000, 'at the Swedish price') from refused;
select is(answer ->> 'number', 'CPS-SE0000010', 'and has a number of its country') from refused;
select service.undo_membership((answer ->> 'membership_id')::uuid) from refused;
select results_eq($$ select state::text, end_reason from public.memberships where account_id = tests.id('studion') $$, $$ values ('ended', 'refused') $$,
  'what Stripe refuses ends at once');
select is((select count(*) from private.stripe_calls where account_id = tests.id('studion') and gave_up_at is null), 0::bigint, 'and Stripe hears nothing more of it');
select is(service.membership_at_stripe((answer ->> 'membership_id')::uuid), 'refused', 'it is known as refused') from refused;
select is(tests.join_tier('studion', 'silver') ->> 'number', 'CPS-SE0000010', 'the number nobody saw is used again');
select results_eq($$ select kind from private.stripe_calls where account_id = tests.id('studion') and gave_up_at is null order by call_number $$,
  $$ values ('create_customer'), ('update_customer'), ('create_subscription') $$, 'and the customer is asked for again');
update public.memberships set state = 'ended', end_reason = 'Left' where account_id = tests.id('studion') and state <> 'ended';
select isnt(tests.join_tier('studion', 'silver') ->> 'number', 'CPS-SE0000010', 'but not once it was a membership');

select * from finish();
