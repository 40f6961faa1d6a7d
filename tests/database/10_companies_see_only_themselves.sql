-- R15: nobody sees another company's rows; what a colleague sees follows from his role.
select plan(107);

select tests.create_member_company('kuvaamo');
select tests.create_member_company('rival');
select tests.create_person('nobody@elsewhere.example');

create temporary table belongings as
select * from (values ('accounts', 1), ('account_members', 4), ('products', 1), ('product_overview', 1), ('point_balances', 1), ('point_entries', 1),
  ('invitations', 1), ('membership_numbers', 1), ('memberships', 1), ('membership_terms', 1), ('billing_profiles', 1), ('saved_cards', 1), ('invoices', 1), ('support_cases', 1))
  as kept (relation, rows);
grant select on belongings to public;

select is(tests.count_rows(relation, 'kuvaamo'), rows, 'arranged: ' || relation || ' has rows of the company') from belongings;

select tests.act_as('owner@kuvaamo.example');
select is(tests.count_rows(relation, 'kuvaamo'), rows, 'an owner sees his company''s ' || relation) from belongings;
select is(tests.count_rows(relation, 'rival'), 0, 'an owner sees none of another company''s ' || relation) from belongings;
select is((select count(*) from public.account_overview), 1::bigint, 'the overview shows an owner his company alone');

select tests.act_as('billing@kuvaamo.example');
select is(tests.count_rows(relation, 'kuvaamo'), rows, 'billing sees the company''s ' || relation) from belongings;
select is(tests.count_rows(relation, 'rival'), 0, 'billing sees none of another company''s ' || relation)
from belongings where relation in ('invoices', 'billing_profiles', 'saved_cards');

select tests.act_as('products@kuvaamo.example');
select is(tests.count_rows(relation, 'kuvaamo'), case when relation in ('billing_profiles', 'saved_cards', 'invoices') then 0 else rows end,
  'a product keeper sees ' || relation || case when relation in ('billing_profiles', 'saved_cards', 'invoices') then ' not at all' else '' end) from belongings;

select tests.act_as('viewer@kuvaamo.example');
select is(tests.count_rows(relation, 'kuvaamo'), case when relation in ('billing_profiles', 'saved_cards', 'invoices') then 0 else rows end,
  'a viewer sees ' || relation || case when relation in ('billing_profiles', 'saved_cards', 'invoices') then ' not at all' else '' end) from belongings;

select tests.act_as('nobody@elsewhere.example');
select is((select sum(tests.count_rows(relation, 'kuvaamo')) from belongings), 0::bigint, 'a person without a company sees nothing');
select is((select count(*) from public.account_overview), 0::bigint, 'and his overview is empty');

select tests.act_as_anonymous();
select is(tests.count_rows(relation, 'kuvaamo'), -1, 'who is not signed in may not read ' || relation) from belongings;

-- Without claims, with a foreign session or with somebody's id but no session, the role alone opens nothing.
select tests.become('authenticated', '{}');
select is(tests.count_rows('accounts', 'kuvaamo'), 0, 'a token without a person sees nothing');
select tests.become('authenticated', jsonb_build_object('sub', tests.id('owner@kuvaamo.example')));
select is(tests.count_rows('accounts', 'kuvaamo'), 0, 'a token without a session sees nothing');
select tests.become('authenticated', jsonb_build_object('sub', tests.id('owner@kuvaamo.example'), 'session_id', tests.id('session of owner@rival.example')));
select is(tests.count_rows('accounts', 'kuvaamo'), 0, 'a token with somebody else''s session sees nothing');

select * from finish();
