-- R9, R12, R15: owner and billing decide about renewal, next tier and payment method of their own company; an upgrade costs what was quoted.
select no_plan();

select tests.create_company('kuvaamo'), tests.create_company('rival');
select tests.give_points('kuvaamo', 2000), tests.give_points('rival', 500);
select tests.join_tier('kuvaamo', 'gold', 'card'), tests.join_tier('rival', 'silver', 'card');
select service.attach_subscription(id, 'cus_' || left(id::text, 8), 'sub_' || left(id::text, 8)) from public.memberships;
update private.stripe_calls set done_at = now();
create function tests.mine() returns public.memberships language sql security definer as $$
  select m from public.memberships m where account_id = tests.id('kuvaamo') order by created_at desc limit 1
$$;
create function tests.calls() returns text language sql security definer as $$
  select string_agg(kind || ' ' || coalesce(parameters ->> 'tier_code', parameters ->> 'renews', ''), ', ' order by call_number)
  from private.stripe_calls where account_id = tests.id('kuvaamo') and done_at is null and kind <> 'open_bank_account'
$$;
grant execute on all functions in schema tests to public;

-- Renewal.
select tests.act_as('owner@kuvaamo.example');
select public.set_renewal(tests.id('kuvaamo'), false);
select is((tests.mine()).renews, false, 'the owner cancels for the end of the term');
select is((tests.mine()).state::text, 'active', 'until then everything stays');
select is(tests.calls(), 'set_renewal false', 'Stripe is told');
select public.set_renewal(tests.id('kuvaamo'), false);
select is(tests.calls(), 'set_renewal false', 'a second click tells nothing');
select tests.act_as('billing@kuvaamo.example');
select public.set_renewal(tests.id('kuvaamo'), true);
select is((tests.mine()).renews, true, 'billing takes it back');
select is(tests.calls(), 'set_renewal false, set_renewal true', 'and Stripe hears that as well');
select throws_ok($$ select public.set_renewal(tests.id('kuvaamo'), null) $$, 'PT422', 'invalid_input', 'nothing is no answer');

-- The next tier.
select public.choose_next_tier(tests.id('kuvaamo'), 'silver');
select is((tests.mine()).next_tier_code, 'silver', 'a lower tier is chosen for the next term');
select is((tests.mine()).tier_code, 'gold', 'and does not touch this one');
select is(public.my_renewal(tests.id('kuvaamo')) ->> 'amount_minor', '9900', 'what it will cost is shown');
select public.choose_next_tier(tests.id('kuvaamo'), 'gold');
select is((tests.mine()).next_tier_code, null, 'choosing the tier one has keeps it');
select public.choose_next_tier(tests.id('kuvaamo'), 'platinum');
select is((tests.mine()).next_tier_code, 'platinum', 'a higher one may be chosen too');
select throws_ok($$ select public.choose_next_tier(tests.id('kuvaamo'), 'business') $$, 'PT422', 'tier_not_offered', 'but not one out of reach');
select throws_ok($$ select public.choose_next_tier(tests.id('kuvaamo'), 'diamond') $$, 'PT422', 'tier_not_offered', 'nor one that does not exist');
select is((tests.mine()).next_tier_code, 'platinum', 'a refused choice changes nothing');
select public.choose_next_tier(tests.id('kuvaamo'), null);
select is((tests.mine()).next_tier_code, null, 'and a choice is taken back');

-- The way of paying.
select tests.act_as_admin();
select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', 'in_1', 'stripe_subscription_id', (tests.mine()).stripe_subscription_id, 'status', 'open', 'number', 'A-1',
  'currency', 'eur', 'subtotal_minor', 19900, 'tax_minor', 0, 'total_minor', 19900, 'amount_due_minor', 19900, 'amount_paid_minor', 0, 'due_at', '2027-01-10T12:00:00Z'));
select is((select stopped_at from private.invoice_charges), null, 'an open invoice is to be charged to the card');
select tests.act_as('billing@kuvaamo.example');
select public.change_payment_method(tests.id('kuvaamo'), 'bank_transfer');
select tests.act_as_admin();
select isnt((select stopped_at from private.invoice_charges), null, 'by bank transfer it is not');
select tests.act_as('billing@kuvaamo.example');
select public.change_payment_method(tests.id('kuvaamo'), 'card');
select tests.act_as_admin();
select results_eq($$ select stopped_at, next_attempt_at from private.invoice_charges $$, $$ values (null::timestamptz, timestamptz '2027-01-10 07:00Z') $$, 'and back again it is, on its due date');
delete from private.invoice_charges;
select tests.act_as('billing@kuvaamo.example');
select public.change_payment_method(tests.id('kuvaamo'), 'bank_transfer'), public.change_payment_method(tests.id('kuvaamo'), 'card');
select tests.act_as_admin();
select is((select count(*) from private.invoice_charges), 1::bigint, 'an invoice that never had a charge gets one');
select tests.act_as('billing@kuvaamo.example');
select throws_ok($$ select public.change_payment_method(tests.id('kuvaamo'), 'gold bars') $$, 'PT422', 'invalid_input', 'another way of paying does not exist');

-- Who may.
create temporary table attempts (attempt text);
insert into attempts values ($$ select public.set_renewal(tests.id('kuvaamo'), false) $$), ($$ select public.choose_next_tier(tests.id('kuvaamo'), 'silver') $$),
  ($$ select public.change_payment_method(tests.id('kuvaamo'), 'bank_transfer') $$);
grant select on attempts to public;
create temporary table state_before as select tests.mine() as membership;
select tests.act_as(actor) is null, throws_ok(attempt, 'PT403', 'not_allowed', actor || ' is refused:' || attempt)
from attempts, unnest(array['products@kuvaamo.example', 'viewer@kuvaamo.example', 'owner@rival.example']) as actor;
select tests.act_as_anonymous();
select throws_ok(attempt, '42501', null, 'a visitor is refused:' || attempt) from attempts;
select tests.act_as_admin();
select tests.sign_out('owner@kuvaamo.example');
select tests.act_as('owner@kuvaamo.example');
select throws_ok(attempt, 'PT403', 'not_allowed', 'a session that was signed out is refused:' || attempt) from attempts;
select tests.act_as_admin();
select is(tests.mine(), (select membership from state_before), 'after the refusals everything is as it was');
select is(tests.calls(), 'set_renewal false, set_renewal true', 'and Stripe heard nothing');
select tests.act_as('viewer@kuvaamo.example');
select is(public.my_renewal(tests.id('kuvaamo')) ->> 'outcome', 'renews', 'a viewer reads what comes next');
select is(public.my_renewal(tests.id('kuvaamo')) -> 'unpaid', 'null', 'but no invoice');
select throws_ok($$ select public.my_renewal(tests.id('rival')) $$, 'PT403', 'not_allowed', 'and nothing of another company');
select tests.act_as('billing@kuvaamo.example');
select is(public.my_renewal(tests.id('kuvaamo')) -> 'unpaid' ->> 'number', 'A-1', 'billing sees the unpaid invoice');
select is(public.my_renewal(tests.id('kuvaamo')) -> 'unpaid' ->> 'invoice_id', (select id::text from public.invoices where number = 'A-1'), 'and which one it is');

-- An upgrade at once.
select tests.act_as_service();
select throws_ok($$ select service.prepare_upgrade(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), 'silver') $$, 'PT409', 'tier_locked', 'downwards at once is refused');
select throws_ok($$ select service.prepare_upgrade(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), 'gold') $$, 'PT409', 'tier_locked', 'so is the tier one has');
select throws_ok($$ select service.prepare_upgrade(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), 'business') $$, 'PT422', 'tier_not_offered', 'and one out of reach');
select throws_ok($$ select service.prepare_upgrade(tests.id('viewer@kuvaamo.example'), tests.id('kuvaamo'), 'platinum') $$, 'PT403', 'not_allowed', 'a viewer asks for no price');
select is(service.prepare_upgrade(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), 'platinum') ->> 'amount_minor', '34900', 'billing prepares an upgrade');
select tests.act_as_admin();
create temporary table quote as select (service.keep_upgrade_quote(tests.id('billing@kuvaamo.example'), (tests.mine()).id, 'platinum', 34900, 15000, 3750, 18750, now()) ->> 'quote_id')::uuid as id;
grant select on quote to public;
select throws_ok($$ select service.upgrade_membership(tests.id('owner@rival.example'), tests.id('rival'), (select id from quote)) $$, 'PT409', 'quote_expired', 'another company''s quote is worth nothing');
select throws_ok($$ select service.upgrade_membership(tests.id('owner@rival.example'), tests.id('kuvaamo'), (select id from quote)) $$, 'PT403', 'not_allowed', 'nor does it open another company');
update private.upgrade_quotes set expires_at = now() - interval '1 second';
select throws_ok($$ select service.upgrade_membership(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from quote)) $$, 'PT409', 'quote_expired', 'a quote is good for its minutes only');
update private.upgrade_quotes set expires_at = now() + interval '1 minute';
select tests.give_points('kuvaamo', -1);
select throws_ok($$ select service.upgrade_membership(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from quote)) $$, 'PT422', 'tier_not_offered', 'and needs the points still');
select tests.give_points('kuvaamo', 1);
select is((tests.mine()).tier_code, 'gold', 'refused, nothing changed');
select is(service.upgrade_membership(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from quote)), '{"is_new": true, "tier_code": "platinum"}', 'with a good quote it upgrades');
select results_eq($$ select (tests.mine()).tier_code, (tests.mine()).amount_minor $$, $$ values ('platinum', 34900) $$, 'tier and price change at once');
select results_eq($$ select tier_code, amount_minor, term_number from public.membership_terms where account_id = tests.id('kuvaamo') $$, $$ values ('platinum', 34900, 1) $$, 'in the running term');
select is(tests.calls(), 'set_renewal false, set_renewal true, upgrade_subscription platinum', 'Stripe is told');
select is((select parameters ->> 'proration_date' from private.stripe_calls where kind = 'upgrade_subscription'), (select extract(epoch from proration_at)::bigint::text from private.upgrade_quotes),
  'with the moment of the quote');
select is((select data ->> 'total_minor' from private.mail_outbox where kind = 'membership_upgraded' limit 1), '18750', 'the mail names the amount that was quoted');
select is(service.upgrade_membership(tests.id('billing@kuvaamo.example'), tests.id('kuvaamo'), (select id from quote)) -> 'is_new', 'false', 'a second click answers the same');
select is((select count(*) from private.stripe_calls where kind = 'upgrade_subscription'), 1::bigint, 'and happens once');

-- Ended: nothing.
update public.memberships set state = 'ended', end_reason = 'Asked by the company' where account_id = tests.id('kuvaamo');
select tests.act_as('billing@kuvaamo.example');
select throws_ok(attempt, 'PT404', 'membership_not_found', 'when it has ended:' || attempt) from attempts;
select is(public.my_renewal(tests.id('kuvaamo')), null, 'nothing comes next');

select * from finish();
