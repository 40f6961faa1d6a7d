-- What staff look at: companies, stuck products, the ledger, mails, the log; and drift, which is empty unless a rule was switched off.
select * from no_plan();

select tests.create_desk();
select tests.create_member_company('kuvaamo');
select tests.create_company('rival');
select tests.register('rivals', 'rival', 'M-KUVAAMO', '1234567');
select tests.register('unfinished', 'rival', 'M-KUVAAMO', '22', false);

select results_eq($$ select company_name, balance, tier, membership_state, products_complete, products_incomplete, products_disputed, invoices_open, cases_open, number is not null,
  people like '%owner@kuvaamo.example (owner)%' from support.accounts_overview where account_id = tests.id('kuvaamo') $$,
  $$ values ('kuvaamo', 500, 'silver', 'active', 1::bigint, 0::bigint, 0::bigint, 1::bigint, 1::bigint, true, true) $$, 'a company at a glance');
select results_eq($$ select balance, tier, products_complete, products_incomplete, products_disputed, cases_open from support.accounts_overview where company_name = 'rival' $$,
  $$ values (0, null::text, 0::bigint, 1::bigint, 1::bigint, 1::bigint) $$, 'and one without anything');

select results_eq($$ select product_id, why, held_by = tests.id('kuvaamo') from support.stuck_products $$, $$ values (tests.id('rivals'), 'disputed', true) $$, 'a disputed product is stuck at once, with who has the serial');
alter table public.products disable trigger user;
update public.products set updated_at = now() - interval '15 days' where id = tests.id('unfinished');
alter table public.products enable trigger user;
select results_eq($$ select product_id, why, days, missing, points_waiting, what_to_do <> '' from support.stuck_products order by why desc $$,
  $$ values (tests.id('unfinished'), 'incomplete', 15, array['dealer'], 500, true), (tests.id('rivals'), 'disputed', 0, '{}', 500, true) $$, 'an unfinished one after two weeks');
update public.products set removed_at = now() where id = tests.id('rivals');
select is((select count(*) from support.stuck_products where product_id = tests.id('rivals')), 0::bigint, 'a removed one is not');

select results_eq($$ select kind, points, balance_after, model_code, made_by from support.ledger $$, $$ values ('award', 500, 500, 'M-KUVAAMO', 'portal') $$, 'the ledger names product and cause');
select results_eq($$ select kind, state, can_be_resent, company_name from support.mail_log where kind = 'invitation' $$, $$ values ('invitation', 'waiting', true, 'kuvaamo') $$, 'a mail that waits');
select private.enqueue_mail('migration_code', 'old@kuvaamo.example', 'fi', '{"company_name": "x", "code": "987654"}', null, tests.id('kuvaamo'));
select is((select count(*) from support.mail_log where to_jsonb(mail_log)::text like '%987654%'), 0::bigint, 'codes are not shown');
update private.mail_outbox set attempts = 1, last_error = 'refused' where kind = 'invitation';
select results_eq($$ select state, last_error from support.mail_log where kind = 'invitation' $$, $$ values ('failed, tried again', 'refused') $$, 'one the server refused');
update private.mail_outbox set gave_up_at = now() where kind = 'invitation';
select is((select state from support.mail_log where kind = 'invitation'), 'given up', 'one that was given up');
update private.mail_outbox set sent_at = now() where kind = 'invitation';
select is((select state from support.mail_log where kind = 'invitation'), 'sent', 'one that was sent');
select results_eq($$ select number, origin, company_name, membership_state::text from support.numbers $$, $$ select number, 'issued', 'kuvaamo', 'active' from public.memberships $$, 'numbers find their company');
insert into private.legacy_accounts (email, company_name, country, membership_number) values ('old@kuvaamo.example', 'Vanha Kuvaamo', 'FI', 'OLD-5');
select is((select company_name from support.numbers where number = 'OLD-5'), 'Vanha Kuvaamo', 'also those still in the old system');

select tests.act_as('owner@kuvaamo.example');
update public.accounts set contact_name = 'Veera Aho';
select tests.act_as_admin();
select results_eq($$ select who, change, before, after, account_id from support.audit where table_name = 'accounts' order by occurred_at desc limit 1 $$,
  $$ values ('owner@kuvaamo.example', 'update', '{"contact_name": "Aino Virta"}'::jsonb, '{"contact_name": "Veera Aho"}'::jsonb, tests.id('kuvaamo')::text) $$, 'the log shows a member''s change with his address');

-- Drift. Only with the rules switched off can anything be broken.
select is_empty($$ select * from support.drift $$, 'nothing drifts');
create function tests.break(table_name text, statement text) returns void language plpgsql as $$
begin
  set constraints all immediate;
  execute format('alter table %s disable trigger user', table_name);
  execute statement;
  set constraints all immediate;
  execute format('alter table %s enable trigger user', table_name);
end
$$;
create function tests.finds(kind text, account text default 'kuvaamo') returns text language sql as $$
  select tap.results_eq('select kind, account_id, what_to_do <> '''' from support.drift',
    format('values (%L, %L::uuid, true)', finds.kind, tests.id(account)), 'drift finds ' || finds.kind)
$$;
select tests.break('public.point_balances', $$ update public.point_balances set balance = balance - 1 where account_id = tests.id('kuvaamo') $$);
select tests.finds('balance_differs');
select tests.break('public.point_balances', $$ update public.point_balances set balance = balance + 1 where account_id = tests.id('kuvaamo') $$);
select tests.break('public.invitations', 'delete from public.invitations');
select tests.finds('invitation_missing');
select support.adjust_points(tests.id('kuvaamo'), 1, 'Invitation went missing', 'veera@desk.example'), support.adjust_points(tests.id('kuvaamo'), -1, 'Invitation went missing', 'veera@desk.example');
select is_empty($$ select * from support.drift $$, 'what_to_do helps');
select tests.break('public.products', $$ update public.products set dealer_name = 'By hand' where id = tests.id('unfinished') $$);
select tests.finds('award_missing', 'rival');
update public.products set updated_at = now() where id = tests.id('unfinished');
select is_empty($$ select * from support.drift $$, 'saving the product helps');
select tests.break('public.products', $$ update public.products set dealer_name = null where id = tests.id('unfinished') $$);
select tests.finds('award_left', 'rival');
update public.products set updated_at = now() where id = tests.id('unfinished');
select is_empty($$ select * from support.drift $$, 'saving it helps again');
select tests.break('public.products', $$ update public.products set claim = 'disputed', updated_at = now() - interval '1 day' where id = tests.id('unfinished') $$);
select tests.finds('serial_without_holder', 'rival');
select service.sweep();
select is_empty($$ select * from support.drift $$, 'the sweep helps');
select tests.break('public.memberships', $$ update public.memberships set created_at = now() - interval '2 days' $$);
select tests.finds('subscription_missing');
select tests.break('public.memberships', $$ update public.memberships set stripe_subscription_id = 'sub_1' $$);
select tests.break('public.invoices', 'update public.invoices set membership_id = (select id from public.memberships)');
select is_empty($$ select * from support.drift $$, 'once Stripe knows it all is well, for it has its invoice');
select tests.break('public.invoices', 'delete from public.invoices');
select tests.finds('invoice_missing');
select tests.break('public.memberships', $$ update public.memberships set created_at = now() $$);
select tests.break('public.account_members', $$ delete from public.account_members where account_id = tests.id('rival') and role = 'owner' $$);
select tests.finds('owner_missing', 'rival');
insert into public.account_members (account_id, user_id, role) values (tests.id('rival'), tests.id('owner@rival.example'), 'owner');
select tests.break('public.accounts', $$ update public.accounts set closed_at = now() where id = tests.id('kuvaamo') $$);
select tests.finds('closed_with_membership');
select support.reopen_account(tests.id('kuvaamo'), 'Closed by accident', 'veera@desk.example');
insert into private.legacy_products (legacy_account_id, model_id) select id, tests.id('M-KUVAAMO') from private.legacy_accounts;
update private.legacy_accounts set migrated_to = tests.id('kuvaamo'), migrated_at = now();
select tests.finds('product_left_behind');
delete from private.legacy_products;
select is_empty($$ select * from support.drift $$, 'in the end nothing drifts');

select * from finish();
