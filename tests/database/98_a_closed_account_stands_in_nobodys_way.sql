-- What is closed, stolen, decided or moved must not hold up anybody else.
select * from no_plan();

select tests.create_desk();
select tests.create_company('kuvaamo');
select tests.create_company('closed');
select tests.create_company('studio');
select tests.create_model('M-1', 100, '^\d{7}$');
select tests.register('camera', 'kuvaamo', 'M-1', '1000001');
select tests.register('claim of the closed', 'closed', 'M-1', '1000001');
select tests.register('claim of the studio', 'studio', 'M-1', '1000001');
select tests.register('link', 'closed', 'M-1', '1000002');
insert into public.account_invites (account_id, email, role, locale, expires_at) values (tests.id('closed'), 'invited@valo.example', 'viewer', 'fi', now() + interval '1 day');
select tests.act_as('products@closed.example');
select public.release_product(tests.id('link'));
select tests.act_as_admin();
select support.close_account(tests.id('closed'), 'The company is gone', 'veera@desk.example');

-- Closed: what was on its way ends, and its people change nothing.
select results_eq($$ select withdrawn_at is not null from public.account_invites where account_id = tests.id('closed') $$, $$ values (true) $$, 'closing withdraws the open invitations');
select results_eq($$ select withdrawn_at is not null from public.product_releases where account_id = tests.id('closed') $$, $$ values (true) $$, 'and the open links');
select tests.act_as('owner@closed.example');
select throws_ok($$ update public.accounts set contact_name = 'X' $$, 'PT409', 'account_closed', 'its owner does not rename it');
select throws_ok($$ select public.change_role(tests.id('closed'), tests.id('viewer@closed.example'), 'billing') $$, 'PT409', 'account_closed', 'gives nobody another role');
select throws_ok($$ select public.invite_colleague(tests.id('closed'), 'x@valo.example', 'viewer', 'fi') $$, 'PT409', 'account_closed', 'invites nobody');
select throws_ok($$ select public.release_product(tests.id('link')) $$, 'PT409', 'account_closed', 'and hands nothing over');
select tests.act_as_admin();
select results_eq($$ select contact_name from public.accounts where id = tests.id('closed') $$, $$ values ('Aino Virta') $$, 'nothing has changed');
select is((select count(*) from public.account_invites where account_id = tests.id('closed')), 1::bigint, 'nor has anybody been invited');

-- A serial that is given up goes past the closed account to the next claim.
select tests.act_as('products@kuvaamo.example');
select lives_ok($$ select public.remove_product(tests.id('camera')) $$, 'another company gives a serial up that the closed one claims as well');
select tests.act_as_admin();
select results_eq($$ select claim from public.products where id in (tests.id('claim of the closed'), tests.id('claim of the studio')) order by id = tests.id('claim of the studio') $$,
  $$ values ('disputed'), ('held') $$, 'and the next open company has it');
select tests.act_as('products@studio.example');
select lives_ok($$ select public.remove_product(tests.id('claim of the studio')) $$, 'which gives it up as well');
select tests.act_as_admin();
select service.sweep();
select is((select claim from public.products where id = tests.id('claim of the closed')), 'disputed', 'nor does the nightly sweep give it to the closed one');

-- Stolen: the serial stays until the product is found.
select tests.register('stolen', 'kuvaamo', 'M-1', '1000003');
select tests.act_as('products@kuvaamo.example');
select public.mark_product(tests.id('stolen'), 'stolen');
select throws_ok($$ select public.remove_product(tests.id('stolen')) $$, 'PT409', 'product_stolen', 'a stolen product is not removed');
select throws_ok($$ select public.remove_products(array[tests.id('stolen')]) $$, 'PT409', 'product_stolen', 'nor among many');
select throws_ok($$ update public.products set serial_number = '1000004' where id = tests.id('stolen') $$, 'PT409', 'product_stolen', 'nor given another serial');
select lives_ok($$ update public.products set dealer_name = 'Elsewhere' where id = tests.id('stolen') $$, 'its other data may be corrected');
select tests.act_as_admin();
select results_eq($$ select claim, serial_number, removed_at is null from public.products where id = tests.id('stolen') $$, $$ values ('held', '1000003', true) $$, 'it keeps its serial');
select isnt(private.product_facts(product), private.product_facts(jsonb_populate_record(product, '{"state": "in_use"}')), 'a migration that is undone notices that a product was stolen since')
from public.products product where id = tests.id('stolen');

-- Merging: what was decided stays behind, estimates stay estimates, a theft stays known; and the ledger names who asked.
select tests.create_company('twin');
select tests.create_company('winner');
select tests.register('of the winner', 'winner', 'M-1', '1000005');
select tests.register('decided', 'twin', 'M-1', '1000005');
select support.resolve_dispute(tests.id('decided'), 'holder', 'The receipt says so', 'veera@desk.example');
select tests.register('both', 'studio', 'M-1', '1000006', false);
select tests.register('both again', 'twin', 'M-1', '1000006');
update public.products set dealer_is_estimate = true where id = tests.id('both again');
select tests.give_points('twin', 40);
select lives_ok($$ select private.require_mergeable((select a from public.accounts a where id = tests.id('twin')), (select a from public.accounts a where id = tests.id('studio'))) $$,
  'a claim that was decided does not hold a merge up');
insert into support.approvals (action, account_id, summary, arguments, reason, asked_by, second_person, expires_at)
values ('merge_accounts', tests.id('twin'), 'Merge', jsonb_build_object('into', tests.id('studio')), 'One company, two accounts', 'veera@desk.example', 'onni@desk.example', now() + interval '1 day');
select private.approved_merge_accounts(asked) from support.approvals asked where account_id = tests.id('twin');
select results_eq($$ select claim, removed_at is null from public.products where id = tests.id('decided') $$, $$ values ('lost', true) $$, 'what was decided against stays where it was');
select results_eq($$ select dealer_name, dealer_is_estimate from public.products where id = tests.id('both') $$, $$ values ('Kuvakulma Helsinki', true) $$, 'an estimate that moves stays an estimate');
select is_empty($$ select source, made_by from support.ledger where source like 'support:merge:%' and made_by <> 'veera@desk.example' $$, 'the ledger names who asked for the merge');
select isnt_empty($$ select from support.ledger where source like 'support:merge:%' $$, 'which it knows');

-- Limits are released wherever they count.
select service.take_quota('number_code:account', tests.id('studio')::text, 5, 86400), service.take_quota('number_code:person', tests.id('owner@studio.example')::text, 5, 86400),
  service.take_quota('number_code:number', 'OLD1', 6, 86400), service.take_quota('number_code:account', tests.id('kuvaamo')::text, 5, 86400);
insert into private.legacy_number_proofs (account_id, number, codes_sent) values (tests.id('studio'), 'OLD1', 8);
select support.release_limits('owner@studio.example', 'Reads too many attempts', 'veera@desk.example');
select is((select count(*) from private.quotas where bucket like 'number_code:%'), 1::bigint, 'by person, company and number; another company''s stay');
select is((select codes_sent from private.legacy_number_proofs where account_id = tests.id('studio')), 0, 'codes for an old number may be asked for again');

select * from finish();
