-- R13: due, past due, grace, suspended, ended by the days of the settings, a mail for each step, one payment restores, and late money finds its invoice.
select no_plan();

-- A moment of Helsinki's clock.
create function tests.helsinki(day date, clock time default '09:00') returns timestamptz language sql as $$
  select (day + clock) at time zone 'Europe/Helsinki'
$$;
create function tests.due() returns date language sql as $$ select current_date + 30 $$;
create function tests.invoice(account text, id text, state text, due_on date default tests.due(), paid integer default 0) returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', id, 'stripe_subscription_id', 'sub_' || account, 'status', state, 'number', upper(id), 'currency', 'eur',
    'subtotal_minor', 9900, 'tax_minor', 0, 'total_minor', 9900, 'amount_due_minor', 9900, 'amount_paid_minor', paid,
    'due_at', tests.helsinki(due_on, '12:00'), 'issued_at', now(), 'hosted_url', 'https://pay.example/' || id,
    'paid_at', case state when 'paid' then now() end))
$$;
create function tests.member(name text, pay_by text default 'bank_transfer') returns uuid language sql as $$
  select tests.create_company(name);
  select tests.give_points(name, 500);
  select tests.join_tier(name, 'silver', pay_by);
  select service.attach_subscription((select id from public.memberships where account_id = tests.id(name)), 'cus_' || name, 'sub_' || name);
  select tests.invoice(name, 'in_' || name, 'open');
$$;
create function tests.state(account text) returns text language sql as $$
  select state::text from public.memberships where account_id = tests.id(account) order by created_at desc limit 1
$$;
create function tests.mails(account text, kind_of_mail text) returns bigint language sql as $$
  select count(*) from private.mail_outbox where account_id = tests.id(account) and kind = kind_of_mail
$$;
create function tests.run_at(days integer, clock time default '09:00') returns jsonb language sql as $$
  select service.advance_memberships(tests.helsinki(tests.due() + days, clock))
$$;

select tests.member('kuvaamo');
select tests.run_at(0, '23:59');
select is(tests.state('kuvaamo'), 'active', 'on the due date nothing happens yet');
select tests.run_at(1, '08:59');
select is(tests.state('kuvaamo'), 'active', 'nor in the night after it');
select is(tests.run_at(1) -> 'past_due', '1', 'on the next morning it is past due');
select is(tests.state('kuvaamo'), 'past_due', 'in the table as well');
select is((select unpaid_since from public.memberships), tests.due(), 'which says since when');
select is((select state_since from public.memberships), tests.helsinki(tests.due() + 1), 'by the clock of the jobs');
select is(tests.mails('kuvaamo', 'payment_past_due'), 2::bigint, 'company and payer each get a mail');
select is(tests.run_at(1), '{"reminded": 0}', 'a second run at the same moment does nothing');
select is(tests.run_at(0), '{"reminded": 0}', 'nor does one whose clock is behind');
select is(tests.state('kuvaamo'), 'past_due', 'and it stays past due');

select tests.run_at(4, '23:00');
select is(tests.mails('kuvaamo', 'payment_past_due'), 2::bigint, 'no reminder before its day');
select is(tests.run_at(5) -> 'reminded', '1', 'the first reminder comes on the fifth day');
select is(tests.run_at(6) -> 'reminded', '0', 'once');
select is(tests.run_at(10) -> 'reminded', '1', 'the second one on the tenth');
select is(tests.mails('kuvaamo', 'payment_past_due'), 6::bigint, 'each to both addresses');
select is((select string_agg(distinct data ->> 'reminder', ',' order by data ->> 'reminder') from private.mail_outbox where kind = 'payment_past_due'), '10,5', 'and each says which it is');

select tests.run_at(13);
select is(tests.state('kuvaamo'), 'past_due', 'a fortnight is a fortnight');
select tests.run_at(14);
select is(tests.state('kuvaamo'), 'grace', 'then grace begins');
select is(tests.mails('kuvaamo', 'membership_grace'), 2::bigint, 'with a mail');
select tests.run_at(29);
select is(tests.state('kuvaamo'), 'grace', 'until the thirtieth day');
select tests.run_at(30);
select is(tests.state('kuvaamo'), 'suspended', 'on which it is suspended');
select is(tests.mails('kuvaamo', 'membership_suspended'), 2::bigint, 'with a mail');
select is((select data ->> 'ends_on' from private.mail_outbox where kind = 'membership_suspended' limit 1), (tests.due() + 60)::text, 'that says when it would end');
select tests.run_at(59);
select is(tests.state('kuvaamo'), 'suspended', 'until the sixtieth day');

-- One payment restores, from any state, at once.
select tests.invoice('kuvaamo', 'in_kuvaamo', 'paid', paid => 9900);
select is(tests.state('kuvaamo'), 'active', 'one payment restores a suspended membership in the same transaction');
select is((select unpaid_since from public.memberships), null, 'nothing is unpaid any more');
select is(tests.mails('kuvaamo', 'membership_restored'), 2::bigint, 'and a mail says thank you');
select is(tests.run_at(61), '{"reminded": 0}', 'after which the days of that invoice count no more');

-- Ended.
select tests.member('hidas');
select tests.run_at(day) from unnest(array[1, 14, 30, 60]) as day;
select results_eq($$ select state::text, end_reason, ended_on from public.memberships where account_id = tests.id('hidas') $$,
  $$ values ('ended', 'unpaid', tests.due() + 60) $$, 'unpaid to the last day, a membership ends');
select is(tests.mails('hidas', 'membership_ended'), 2::bigint, 'with a mail');
select results_eq($$ select kind, once from private.stripe_calls where account_id = tests.id('hidas') and kind = 'cancel_subscription' $$,
  $$ select 'cancel_subscription', 'cancel_subscription:' || id from public.memberships where account_id = tests.id('hidas') $$, 'and Stripe is told, once');
select is(tests.run_at(90), '{"reminded": 0}', 'after the end nothing follows');
select is((select status from public.invoices where stripe_invoice_id = 'in_hidas'), 'open', 'its invoice stays open for late money');

select tests.invoice('hidas', 'in_hidas', 'paid', paid => 9900);
select is((select status from public.invoices where stripe_invoice_id = 'in_hidas'), 'paid', 'late money finds its invoice');
select is(tests.state('hidas'), 'ended', 'the membership stays ended');
select is((select count(*) from private.late_payments where account_id = tests.id('hidas')), 1::bigint, 'the desk has it on its list');
select is(tests.mails('hidas', 'late_payment'), 2::bigint, 'and the company is told');
select tests.invoice('hidas', 'in_hidas', 'paid', paid => 9900);
select is((select count(*) from private.late_payments), 1::bigint, 'the same news again lists it once');
select is((select is_member_again from support.late_payments), false, 'which says whether it has joined again');
select lives_ok($$ select tests.join_tier('hidas', 'silver') $$, 'the company may join again');
select is((select is_member_again from support.late_payments), true, 'and then has paid twice');
select tests.create_desk();
select throws_ok($$ select support.settle_late_payment((select invoice_id from support.late_payments), 'Paid back at Stripe', 'nobody@desk.example') $$, 'PT403', 'staff_unknown', 'only the desk settles it');
select throws_ok($$ select support.settle_late_payment((select invoice_id from support.late_payments), '', 'veera@desk.example') $$, 'PT422', 'reason_missing', 'with a reason');
select throws_ok($$ select support.settle_late_payment(tests.id('other'), 'Paid back at Stripe', 'veera@desk.example') $$, 'PT404', 'late_payment_not_found', 'and one there is');
select is((select count(*) from support.late_payments), 1::bigint, 'until then it stays on the list');
select is_empty($$ select * from private.life_drift where kind = 'payment_after_end' $$, 'nobody is hurried in the first days');
update private.late_payments set noted_at = now() - interval '4 days';
select is((select count(*) from private.life_drift where kind = 'payment_after_end'), 1::bigint, 'after which it is found as drift');
select is(support.settle_late_payment((select invoice_id from private.late_payments), 'Paid back at Stripe', 'veera@desk.example'), 'It is off the list.', 'the desk settles it');
select is_empty($$ select * from support.late_payments $$, 'and it is off the list');
select matches(support.settle_late_payment((select invoice_id from private.late_payments), 'Again', 'onni@desk.example'), 'settled before, by veera', 'a second time it says who did');
select is_empty($$ select * from private.life_drift $$, 'nothing else is amiss');

-- An invoice Stripe made and could not issue.
select tests.invoice('hidas', 'in_draft', 'draft');
select is_empty($$ select * from private.life_drift $$, 'a draft of this hour is on its way');
alter table public.invoices disable trigger user;
update public.invoices set created_at = now() - interval '25 hours' where stripe_invoice_id = 'in_draft';
alter table public.invoices enable trigger user;
select results_eq($$ select kind, account_id, expected, what_to_do like '%Stripe%' from private.life_drift $$, $$ values ('draft_not_issued', tests.id('hidas'), 'an issued invoice within a day', true) $$, 'one of yesterday owes nobody anything and is found');
select tests.invoice('hidas', 'in_draft', 'void');
select is_empty($$ select * from private.life_drift $$, 'until it is issued, or taken back');

-- An outage: nobody skips a state, and each lasts its days from the day it really began.
select tests.member('katko');
select tests.run_at(45);
select tests.run_at(45, '09:01');
select is(tests.state('katko'), 'past_due', 'after an outage a membership begins with the first state');
select is(tests.mails('katko', 'payment_past_due'), 2::bigint, 'and hears of it once: reminders of days before that are not sent');
select tests.run_at(57);
select is(tests.state('katko'), 'past_due', 'which lasts as long as ever');
select tests.run_at(58);
select is(tests.state('katko'), 'grace', 'then the next one follows');
select tests.run_at(73);
select is(tests.state('katko'), 'grace', 'for its own length');
select tests.run_at(74);
select is(tests.state('katko'), 'suspended', 'until suspension');

-- Another unpaid invoice, an extended due date, a void invoice.
select tests.member('kaksi');
select tests.invoice('kaksi', 'in_second', 'open', tests.due() + 20);
select tests.run_at(1), tests.run_at(14);
select tests.invoice('kaksi', 'in_kaksi', 'paid', paid => 9900);
select is(tests.state('kaksi'), 'active', 'an invoice due later does not hold the payment of the older one up');
select tests.run_at(21);
select results_eq($$ select state::text, unpaid_since from public.memberships where account_id = tests.id('kaksi') $$, $$ values ('past_due', tests.due() + 20) $$,
  'and counts from its own due date');
select tests.invoice('kaksi', 'in_second', 'void', tests.due() + 20);
select is(tests.state('kaksi'), 'active', 'a void invoice owes nothing');

select tests.member('jatko');
select tests.run_at(1);
select tests.invoice('jatko', 'in_jatko', 'open', tests.due() + 15);
select is(tests.state('jatko'), 'active', 'a due date that is extended takes the membership out of past due');
select tests.run_at(16);
select is(tests.state('jatko'), 'past_due', 'until it is over too');

-- What is not owed moves nothing.
select tests.member('luonnos');
select tests.invoice('luonnos', 'in_luonnos', 'paid', paid => 9900);
select tests.run_at(100);
select is(tests.state('luonnos'), 'active', 'a paid membership stays active');
select throws_ok($$ update public.programme_settings set grace_days = 10 $$, '23514', null, 'settings whose days are out of order are refused');
update public.programme_settings set past_due_days = 2, grace_days = 4, suspended_days = 6;
select tests.member('nopea');
select tests.run_at(day) from unnest(array[1, 2, 4]) as day;
select is(tests.state('nopea'), 'suspended', 'the lengths are settings');

-- A hand may end a membership; Stripe hears it, and the day is noted.
update public.memberships set state = 'ended', end_reason = 'Asked by the company' where account_id = tests.id('luonnos');
select isnt((select ended_on from public.memberships where account_id = tests.id('luonnos')), null, 'ended by hand, the day is noted');
select is((select count(*) from private.stripe_calls where account_id = tests.id('luonnos') and kind = 'cancel_subscription'), 1::bigint, 'and the subscription is cancelled');

select * from finish();
