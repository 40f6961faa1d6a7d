-- R4: one invitation and one mail, at the first crossing of 500.
select plan(19);

select tests.create_company('kuvaamo');
select tests.create_model('M-499', 499);
select tests.create_model('M-1', 1);

select tests.register('big', 'kuvaamo', 'M-499', 'B1');
select is(tests.balance('kuvaamo'), 499, 'with 499 points');
select is((select count(*) from public.invitations where account_id = tests.id('kuvaamo')), 0::bigint, 'nobody is invited');

select tests.register('small', 'kuvaamo', 'M-1', 'S1');
select results_eq($$ select balance, threshold from public.invitations where account_id = tests.id('kuvaamo') $$, $$ values (500, 500) $$, 'at 500 exactly the company is invited');
select results_eq($$ select kind, recipient, locale, data ->> 'points' from private.mail_outbox where account_id = tests.id('kuvaamo') $$,
  $$ values ('invitation', 'owner@kuvaamo.example', 'fi', '500') $$, 'by one mail in its language');

update public.products set dealer_name = null where id = tests.id('small');
select is(tests.balance('kuvaamo'), 499, 'below again');
select is((select count(*) from public.invitations where account_id = tests.id('kuvaamo')), 1::bigint, 'the invitation stays');
update public.products set dealer_name = 'Shop' where id = tests.id('small');
select tests.give_points('kuvaamo', 1000);
select is((select count(*) from public.invitations where account_id = tests.id('kuvaamo')), 1::bigint, 'crossing again invites nobody again');
select is((select count(*) from private.mail_outbox where kind = 'invitation' and account_id = tests.id('kuvaamo')), 1::bigint, 'nor mails again');

select tests.create_company('adjusted');
select tests.give_points('adjusted', 600);
select is((select balance from public.invitations where account_id = tests.id('adjusted')), 600, 'an adjustment by support invites as well');

-- By hand.
select tests.create_company('impatient');
select throws_ok($$ insert into public.invitations (account_id, balance, threshold) values (tests.id('impatient'), 500, 500) $$, 'PT403', 'not_allowed', 'nobody is invited by hand');
select throws_ok(attempt, 'PT403', 'not_allowed', 'refused: ' || attempt) from (values
  ('delete from public.invitations'), ('update public.invitations set invited_at = now()'), ('truncate public.invitations')) as attempts (attempt);
select is((select count(*) from public.invitations where account_id = tests.id('impatient')), 0::bigint, 'and no invitation was made');

-- The threshold is data.
update public.programme_settings set invitation_points = 50;
select tests.give_points('impatient', 60);
select is((select threshold from public.invitations where account_id = tests.id('impatient')), 50, 'a changed threshold counts from then on');
select throws_ok(attempt, 'PT403', 'not_allowed', 'refused: ' || attempt) from (values
  ('delete from public.programme_settings'), ('truncate public.programme_settings')) as attempts (attempt);
select throws_ok('insert into public.programme_settings default values', '23505', null, 'there is one row of settings');
select throws_ok('update public.programme_settings set invitation_points = 0', '23514', null, 'a threshold is positive');

select * from finish();
