-- Every refusal of the database is produced here once more, and afterwards nothing at all has changed: in no table, whoever asked.
select plan(62);

-- Somebody ('staff', 'service' or a person's address) tries a statement: it is refused with the code, and nothing has changed.
create function tests.refuses(code text, state text, actor text, statement text) returns setof text language plpgsql as $$
declare
  before text := tests.fingerprint();
begin
  if actor = 'service' then
    perform tests.act_as_service();
  elsif actor <> 'staff' then
    perform tests.act_as(actor);
  end if;
  return next throws_ok(statement, state, code, code || ' is what ' || actor || ' hears');
  perform tests.act_as_admin();
  return next is(tests.fingerprint(), before, 'and nothing has changed');
end
$$;

select tests.create_member_company('member');
select tests.create_company('kuvaamo');
select tests.create_account('elsewhere', 'owner@elsewhere.example', 'FI', 'old@elsewhere.example');
select tests.create_model('X-1', 100, '^\d{7}$'), tests.create_model('OLD-1', 100, '^\d{7}$');
update public.product_models set is_registrable = false where code = 'OLD-1';
select tests.register('camera', 'kuvaamo', 'X-1', '1234567'), tests.register('sold', 'kuvaamo', 'X-1', '7654321');
update public.products set removed_at = now() where id = tests.id('sold');
insert into public.tiers (code, kind, minimum_points, position) values ('free_of_price', 'individual', 1, 99);
select tests.create_company('rich'), tests.give_points('rich', 600);
insert into support.staff (email, name) values ('aino@desk.example', 'Aino');
select tests.act_as('owner@elsewhere.example');
select public.request_migration_code(tests.id('elsewhere'));
select tests.act_as_admin();

-- Registering and editing products.
create function tests.insert_product(model uuid, serial text, bought_on text default '2024-05-02', account text default 'kuvaamo') returns text language sql as $$
  select format('insert into public.products (account_id, model_id, serial_number, purchased_on) values (%L, %L, %L, %L)', tests.id(account), model, serial, bought_on)
$$;
select tests.refuses('new row violates row-level security policy for table "products"', '42501', 'owner@rich.example', tests.insert_product(tests.id('X-1'), '1111111'));
select tests.refuses('model_not_found', 'PT404', 'owner@kuvaamo.example', tests.insert_product(tests.id('no model'), '1111111'));
select tests.refuses('model_not_registrable', 'PT422', 'owner@kuvaamo.example', tests.insert_product(tests.id('OLD-1'), '1111111'));
select tests.refuses('serial_format', 'PT422', 'owner@kuvaamo.example', tests.insert_product(tests.id('X-1'), '12'));
select tests.refuses('serial_in_own_account', 'PT409', 'owner@kuvaamo.example', tests.insert_product(tests.id('X-1'), '123-4567'));
select tests.refuses('purchase_date_in_future', 'PT422', 'owner@kuvaamo.example', tests.insert_product(tests.id('X-1'), '1111111', '2999-01-01'));
select tests.refuses('purchase_date_too_old', 'PT422', 'owner@kuvaamo.example', tests.insert_product(tests.id('X-1'), '1111111', '1949-12-31'));
select tests.refuses('product_removed', 'PT409', 'owner@kuvaamo.example', format('update public.products set dealer_name = %L where id = %L', 'X', tests.id('sold')));
select tests.refuses('product_not_found', 'PT404', 'owner@rich.example', format('select public.remove_product(%L)', tests.id('camera')));
select tests.refuses('not_allowed', 'PT403', 'viewer@kuvaamo.example', format('select public.remove_products(array[%L]::uuid[])', tests.id('camera')));
select tests.refuses('invalid_input', 'PT422', 'owner@kuvaamo.example', format('select public.edit_products(%L)', jsonb_build_array(jsonb_build_object('id', tests.id('camera'), 'claim', 'held'))));
select tests.refuses('product_delete_refused', 'PT409', 'staff', format('delete from public.products where id = %L', tests.id('camera')));

-- The ledger.
select tests.refuses('ledger_append_only', 'PT409', 'staff', 'update public.point_entries set points = points + 1');
select tests.refuses('balance_is_derived', 'PT409', 'staff', 'update public.point_balances set balance = 9000');

-- The old system.
select tests.refuses('migration_not_available', 'PT409', 'owner@kuvaamo.example', format('select public.request_migration_code(%L)', tests.id('kuvaamo')));
select tests.refuses('migration_nothing_to_move', 'PT409', 'owner@kuvaamo.example', format('select public.migrate_products(%L)', tests.id('kuvaamo')));
select tests.refuses('migration_proof_missing', 'PT403', 'owner@elsewhere.example', format('select public.migrate_products(%L)', tests.id('elsewhere')));
select tests.refuses('too_many_requests', 'PT429', 'owner@elsewhere.example', format('select public.request_migration_code(%L)', tests.id('elsewhere')));

-- Tiers and membership.
create function tests.join_statement(account text, tier text) returns text language sql as $$
  select format('select service.start_membership(%L, %L, %L, %L, true, %L)', tests.id('owner@' || account || '.example'), tests.id(account), tier, 'card', tests.billing())
$$;
select tests.refuses('not_invited', 'PT409', 'service', tests.join_statement('kuvaamo', 'silver'));
select tests.refuses('tier_not_offered', 'PT422', 'service', tests.join_statement('rich', 'platinum'));
select tests.refuses('price_missing', 'PT409', 'service', tests.join_statement('rich', 'free_of_price'));
select tests.refuses('membership_exists', 'PT409', 'service', tests.join_statement('member', 'gold'));
select tests.refuses('membership_not_found', 'PT404', 'service', format('select service.current_membership(%L, %L)', tests.id('owner@rich.example'), tests.id('rich')));
select tests.refuses('tier_locked', 'PT409', 'staff', 'delete from public.memberships');
select tests.give_points('member', 3000);
select tests.refuses('payment_service_unavailable', 'PT503', 'service', format('select service.prepare_upgrade(%L, %L, %L)', tests.id('owner@member.example'), tests.id('member'), 'platinum'));
select tests.refuses('card_forged', 'PT422', 'owner@kuvaamo.example', 'select public.check_membership_card(''x'')');

-- People and staff.
select tests.refuses('last_owner', 'PT409', 'staff', format('delete from public.account_members where user_id = %L', tests.id('owner@rich.example')));
select tests.refuses('invalid_input', 'PT422', 'staff', format('update public.accounts set country = (select code from public.countries where not is_member_country limit 1) where id = %L', tests.id('rich')));
select tests.refuses('not_allowed', 'PT403', 'staff', format('update public.products set account_id = %L where id = %L', tests.id('rich'), tests.id('camera')));
select tests.refuses('staff_unknown', 'PT403', 'staff', format('select private.note_staff_action(%L, null, null, %L, %L)', 'look', 'A good reason', 'nobody@desk.example'));
select tests.refuses('reason_missing', 'PT422', 'staff', format('select private.note_staff_action(%L, null, null, %L, %L)', 'look', ' no ', 'aino@desk.example'));

select * from finish();
