-- Roles change and people leave: who decides, who is told, what stays, and that a company keeps an owner.
select * from no_plan();

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.create_model('M-100', 100);
create function tests.role_in(account text, address text) returns text language sql security definer as $$
  select role::text from public.account_members where account_id = tests.id(account) and user_id = tests.id(address)
$$;
create function tests.count_mails(mail text, address text) returns bigint language sql security definer as $$
  select count(*) from private.mail_outbox where kind = mail and recipient = address
$$;
grant execute on all functions in schema tests to public;

-- Who sees whom.
select tests.act_as('owner@kuvaamo.example');
select bag_eq($$ select email, role::text, is_you from public.colleagues(tests.id('kuvaamo')) $$, $$ values ('owner@kuvaamo.example', 'owner', true),
  ('billing@kuvaamo.example', 'billing', false), ('products@kuvaamo.example', 'products', false), ('viewer@kuvaamo.example', 'viewer', false) $$, 'an owner sees who acts for the company');
select is_empty($$ select email from public.colleagues(tests.id('rival')) $$, 'and nobody of another one');
select tests.act_as('viewer@kuvaamo.example');
select bag_eq($$ select email, role::text from public.colleagues(tests.id('kuvaamo')) $$, $$ values (null, 'owner'), (null, 'billing'), (null, 'products'), ('viewer@kuvaamo.example', 'viewer') $$,
  'others see roles, and no address but their own');

-- Who decides.
create temporary table attempts (statement text, what text);
insert into attempts values
  ($$ select public.change_role(tests.id('kuvaamo'), tests.id('viewer@kuvaamo.example'), 'owner') $$, 'gives a role'),
  ($$ select public.remove_colleague(tests.id('kuvaamo'), tests.id('viewer@kuvaamo.example')) $$, 'removes a colleague');
grant select on attempts to public;
select tests.act_as('billing@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'nobody in billing ' || what) from attempts;
select tests.act_as('products@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'no product keeper ' || what) from attempts;
select tests.act_as('viewer@kuvaamo.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'no viewer ' || what) from attempts;
select tests.act_as('owner@rival.example');
select throws_ok(statement, 'PT403', 'not_allowed', 'no owner of another company ' || what) from attempts;
select throws_ok($$ select public.leave_account(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'nobody leaves where he is not');
select tests.act_as_anonymous();
select throws_ok(statement, '42501', null, 'nobody without a session ' || what) from attempts;
select tests.act_as('owner@kuvaamo.example');
select throws_ok($$ select public.change_role(tests.id('kuvaamo'), tests.id('owner@rival.example'), 'viewer') $$, 'PT404', 'member_not_found', 'a stranger gets no role');
select throws_ok($$ select public.remove_colleague(tests.id('kuvaamo'), tests.id('owner@rival.example')) $$, 'PT404', 'member_not_found', 'nor is removed');
select throws_ok($$ select public.leave_account(tests.id('kuvaamo')) $$, 'PT409', 'last_owner', 'the last owner does not leave');
select throws_ok($$ select public.change_role(tests.id('kuvaamo'), tests.id('owner@kuvaamo.example'), 'viewer') $$, 'PT409', 'last_owner', 'nor steps down');
select throws_ok($$ select public.remove_colleague(tests.id('kuvaamo'), tests.id('owner@kuvaamo.example')) $$, 'PT409', 'last_owner', 'nor removes himself');
select tests.act_as_admin();
select is((select count(*) from public.account_members), 8::bigint, 'after all these refusals everybody is there');
select is((select count(*) from private.mail_outbox), 0::bigint, 'and nobody was mailed');

-- A changed role.
select tests.act_as('owner@kuvaamo.example');
select lives_ok($$ select public.change_role(tests.id('kuvaamo'), tests.id('viewer@kuvaamo.example'), 'products') $$, 'an owner gives another role');
select is(tests.role_in('kuvaamo', 'viewer@kuvaamo.example'), 'products', 'it counts');
select is(tests.count_mails('role_changed', 'viewer@kuvaamo.example'), 1::bigint, 'the colleague is told');
select lives_ok($$ select public.change_role(tests.id('kuvaamo'), tests.id('viewer@kuvaamo.example'), 'products') $$, 'the same again changes nothing');
select is(tests.count_mails('role_changed', 'viewer@kuvaamo.example'), 1::bigint, 'and mails nothing');
select tests.act_as('viewer@kuvaamo.example');
select lives_ok($$ select tests.register('camera', 'kuvaamo', 'M-100', 'A1') $$, 'the new role works at once');

-- Removed: sees nothing at once, the products stay.
select tests.act_as('owner@kuvaamo.example');
select lives_ok($$ select public.remove_colleague(tests.id('kuvaamo'), tests.id('viewer@kuvaamo.example')) $$, 'an owner removes a colleague');
select is(tests.count_mails('access_ended', 'viewer@kuvaamo.example'), 1::bigint, 'who is told');
select is(tests.count_mails('member_left', 'owner@kuvaamo.example'), 1::bigint, 'as the owners are');
select tests.act_as_admin();
select is((select data ->> 'was_removed' from private.mail_outbox where kind = 'member_left'), 'true', 'and how it came');
select is((select count(*) from public.products where account_id = tests.id('kuvaamo')), 1::bigint, 'the products stay');
select is(tests.balance('kuvaamo'), 100, 'and their points');
select tests.act_as('viewer@kuvaamo.example');
select is(tests.count_rows(relation, 'kuvaamo'), 0, 'who was removed sees nothing of ' || relation || ' in the same session')
from unnest(array['accounts', 'account_members', 'products', 'product_overview', 'point_balances', 'point_entries', 'account_overview', 'memberships', 'support_cases', 'account_invites']) relation;
select throws_ok($$ insert into public.products (account_id, model_id) values (tests.id('kuvaamo'), tests.id('M-100')) $$, '42501', null, 'what he had typed but not sent is refused');
select is(tests.count_touched($$ update public.products set dealer_name = 'X' $$), 0, 'and he edits nothing');
select throws_ok($$ select public.remove_product(tests.id('camera')) $$, 'PT404', 'product_not_found', 'nor removes anything');
select throws_ok($$ select public.leave_account(tests.id('kuvaamo')) $$, 'PT403', 'not_allowed', 'nor leaves once more');

-- Leaving on one's own.
select tests.act_as('billing@kuvaamo.example');
select lives_ok($$ select public.leave_account(tests.id('kuvaamo')) $$, 'who is no owner leaves at any time');
select is(tests.count_mails('access_ended', 'billing@kuvaamo.example'), 1::bigint, 'with a mail');
select tests.act_as_admin();
select is((select data ->> 'was_removed' from private.mail_outbox where kind = 'member_left' order by created_at desc, ctid desc limit 1), 'false', 'that says who decided');

-- An owner who leaves: invitations he sent end, and mails about the company go to another owner.
select tests.act_as('owner@kuvaamo.example');
select public.change_role(tests.id('kuvaamo'), tests.id('products@kuvaamo.example'), 'owner');
select public.invite_colleague(tests.id('kuvaamo'), 'friend@valo.example', 'owner', 'fi');
select tests.act_as('products@kuvaamo.example');
select public.invite_colleague(tests.id('kuvaamo'), 'other@valo.example', 'viewer', 'fi');
select lives_ok($$ select public.remove_colleague(tests.id('kuvaamo'), tests.id('owner@kuvaamo.example')) $$, 'one of two owners is removed');
select results_eq($$ select email from public.account_invites where withdrawn_at is null $$, $$ values ('other@valo.example') $$, 'the invitations he had sent end');
select is((select email from public.accounts where id = tests.id('kuvaamo')), 'products@kuvaamo.example', 'the company''s mails go to the owner who is left');
select throws_ok($$ select public.leave_account(tests.id('kuvaamo')) $$, 'PT409', 'last_owner', 'who now is the last one');

-- A demoted owner keeps no way back.
select tests.act_as_admin();
select tests.add_member('kuvaamo', 'second@kuvaamo.example', 'owner');
select tests.act_as('second@kuvaamo.example');
select public.invite_colleague(tests.id('kuvaamo'), 'back@door.example', 'owner', 'fi');
select tests.act_as('products@kuvaamo.example');
select public.change_role(tests.id('kuvaamo'), tests.id('second@kuvaamo.example'), 'viewer');
select is_empty($$ select id from public.account_invites where email = 'back@door.example' and withdrawn_at is null $$, 'a demoted owner''s invitations end');

-- The log.
select tests.act_as_admin();
select is((select array_agg(action || ' ' || coalesce(after ->> 'role', before ->> 'role') order by id) from private.audit_log
           where table_name = 'account_members' and user_id = tests.id('products@kuvaamo.example')), array['delete owner', 'update viewer'], 'the log knows who did what to whom');

select * from finish();
