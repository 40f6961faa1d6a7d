-- Staff see these tables in the table editor and may type into any cell. What would break a rule is refused or put right; the rest is logged.
select * from no_plan();

select tests.create_desk();
select tests.create_member_company('kuvaamo');
select tests.create_company('rival');
select tests.register('rivals', 'rival', 'M-KUVAAMO', '1234567');
select tests.register('second', 'kuvaamo', 'M-KUVAAMO', '7654321');
insert into public.product_models (code, name, category, points, serial_pattern, serial_example) values ('M-FREE', 'Never used', 'lens', 10, '^\d+$', '1');
update public.invoices set mirrored_at = now();
-- Yesterday: the mirror stamps the moment of its own transaction, which in a test is the same for all.
alter table public.invoices disable trigger user;
update public.invoices set mirrored_at = now() - interval '1 day';
alter table public.invoices enable trigger user;
insert into private.legacy_accounts (email, company_name, country) values ('old@kuvaamo.example', 'Kuvaamo', 'FI');

create function tests.picture() returns jsonb language sql as $$
  select jsonb_build_object(
    'memberships', (select jsonb_agg(to_jsonb(t) order by id) from public.memberships t), 'invoices', (select jsonb_agg(to_jsonb(t) order by id) from public.invoices t),
    'entries', (select jsonb_agg(to_jsonb(t) order by id) from public.point_entries t), 'balances', (select jsonb_agg(to_jsonb(t) order by account_id) from public.point_balances t),
    'products', (select jsonb_agg(to_jsonb(t) order by id) from public.products t), 'members', (select jsonb_agg(to_jsonb(t) order by account_id, user_id) from public.account_members t),
    'numbers', (select jsonb_agg(to_jsonb(t) order by number) from public.membership_numbers t), 'invitations', (select jsonb_agg(to_jsonb(t) order by account_id) from public.invitations t),
    'accounts', (select jsonb_agg(to_jsonb(t) order by id) from public.accounts t), 'billing', (select jsonb_agg(to_jsonb(t) order by account_id) from public.billing_profiles t),
    'tiers', (select jsonb_agg(to_jsonb(t) order by code) from public.tiers t), 'prices', (select jsonb_agg(to_jsonb(t) order by tier_code, currency) from public.tier_prices t),
    'models', (select jsonb_agg(to_jsonb(t) order by code) from public.product_models t), 'settings', (select jsonb_agg(to_jsonb(t)) from public.programme_settings t),
    'cases', (select jsonb_agg(to_jsonb(t) order by id) from public.support_cases t), 'customers', (select jsonb_agg(to_jsonb(t) order by account_id) from private.stripe_customers t),
    'countries', (select jsonb_agg(to_jsonb(t) order by code) from public.countries t), 'log', (select count(*) from private.audit_log), 'acts', (select count(*) from private.staff_actions),
    'staff', (select jsonb_agg(to_jsonb(t) order by email) from support.staff t))
$$;
create temporary table before as select tests.picture() as picture;

create temporary table attempts (statement text, code text, message text);
insert into attempts values
  -- Memberships: R6 to R10.
  ($$ update public.memberships set amount_minor = 1 $$, 'PT409', 'tier_locked'),
  ($$ update public.memberships set amount_minor = -5 $$, null, null),
  ($$ update public.memberships set currency = 'SEK' $$, 'PT403', 'not_allowed'),
  ($$ update public.memberships set state = 'ended' $$, '23514', null),
  ($$ update public.memberships set end_reason = 'Typed by mistake' $$, '23514', null),
  ($$ update public.memberships set starts_on = starts_on - 30 $$, 'PT409', 'tier_locked'),
  ($$ update public.memberships set ends_on = ends_on - 1 $$, 'PT409', 'tier_locked'),
  ($$ update public.memberships set ends_on = ends_on + 30 $$, 'PT409', 'tier_locked'),
  ($$ update public.memberships set tier_code = 'platinum' $$, 'PT422', 'tier_not_offered'),
  ($$ update public.memberships set tier_code = 'diamond' $$, null, null),
  ($$ update public.memberships set number = 'CPS-FI0000026' $$, 'PT403', 'not_allowed'),
  ($$ update public.memberships set account_id = tests.id('rival') $$, 'PT403', 'not_allowed'),
  ($$ update public.memberships set payment_method = 'cash' $$, '23514', null),
  ($$ insert into public.memberships (account_id, number, tier_code, currency, amount_minor, starts_on, ends_on, payment_method)
      select account_id, number, 'silver', 'EUR', 100, current_date, current_date + 365, 'card' from public.memberships $$, 'PT409', 'membership_exists'),
  ($$ insert into public.memberships (account_id, number, tier_code, currency, amount_minor, starts_on, ends_on, payment_method)
      select tests.id('rival'), number, 'silver', 'EUR', 100, current_date, current_date + 365, 'card' from public.memberships $$, 'PT422', 'tier_not_offered'),
  ('delete from public.memberships', 'PT409', 'tier_locked'), ('truncate public.memberships cascade', 'PT409', 'tier_locked'),
  -- Invoices: R10, R11.
  ($$ update public.invoices set status = 'paid' $$, 'PT403', 'not_allowed'),
  ($$ update public.invoices set status = 'paid', mirrored_at = clock_timestamp() $$, 'PT403', 'not_allowed'),
  ($$ update public.invoices set status = 'draft', mirrored_at = now() $$, 'PT409', 'not_allowed'),
  ($$ update public.invoices set total_minor = 1, mirrored_at = now() $$, 'PT409', 'not_allowed'),
  ($$ update public.invoices set amount_paid_minor = -1, mirrored_at = now() $$, 'PT409', 'not_allowed'),
  ($$ update public.invoices set currency = 'SEK', mirrored_at = now() $$, 'PT403', 'not_allowed'),
  ($$ update public.invoices set account_id = tests.id('rival'), mirrored_at = now() $$, 'PT403', 'not_allowed'),
  ($$ update public.invoices set due_on = due_on + 90, due_at = now() + interval '90 days' $$, 'PT403', 'not_allowed'),
  ('delete from public.invoices', 'PT403', 'not_allowed'), ('truncate public.invoices cascade', 'PT403', 'not_allowed'),
  -- The ledger: R2, R3, R4.
  ('update public.point_entries set points = 9999', 'PT409', 'ledger_append_only'), ('delete from public.point_entries', 'PT409', 'ledger_append_only'),
  ('truncate public.point_entries cascade', 'PT409', 'ledger_append_only'), ('update public.point_balances set balance = 9999', 'PT409', 'balance_is_derived'),
  ('delete from public.point_balances', 'PT409', 'balance_is_derived'), ('truncate public.point_balances', 'PT409', 'ledger_append_only'),
  ($$ insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
      values (tests.id('kuvaamo'), 'adjustment', 5, 0, 'award:' || tests.id('second') || ':2', 'By hand') $$, '23514', null),
  ($$ insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
      values (tests.id('kuvaamo'), tests.id('second'), tests.id('M-KUVAAMO'), 'award', 5, 0, 'by hand') $$, 'PT403', 'not_allowed'),
  ($$ insert into public.invitations (account_id, balance, threshold) values (tests.id('rival'), 500, 500) $$, 'PT403', 'not_allowed'),
  ('update public.invitations set threshold = 1', 'PT403', 'not_allowed'), ('delete from public.invitations', 'PT403', 'not_allowed'),
  ('truncate public.invitations', 'PT403', 'not_allowed'),
  -- Products: R1, R5.
  ($$ update public.products set claim = 'held' where id = tests.id('rivals') $$, '23505', null),
  ($$ update public.products set claim = 'none' where id = tests.id('second') $$, '23514', null),
  ($$ update public.products set claim = 'mine' where id = tests.id('second') $$, '23514', null),
  ($$ update public.products set claim = 'disputed' where id = tests.id('second') $$, 'PT403', 'not_allowed'),
  ($$ update public.products set is_complete = true $$, '428C9', null), ($$ update public.products set missing = '{}' $$, '428C9', null),
  ($$ update public.products set account_id = tests.id('rival') where id = tests.id('second') $$, 'PT403', 'not_allowed'),
  ($$ update public.products set serial_number = '12?' where id = tests.id('second') $$, 'PT422', 'serial_format'),
  ($$ update public.products set serial_number = '1234567' where id = tests.id('second') $$, 'PT409', 'serial_in_own_account'),
  ($$ update public.products set purchased_on = '2999-01-01' where id = tests.id('second') $$, 'PT422', 'purchase_date_in_future'),
  ($$ update public.products set model_id = tests.id('nothing') where id = tests.id('second') $$, 'PT404', 'model_not_found'),
  ('delete from public.products', 'PT409', 'product_delete_refused'), ('truncate public.products cascade', 'PT409', 'product_delete_refused'),
  -- People and companies: R15.
  ($$ delete from public.account_members where role = 'owner' $$, 'PT409', 'last_owner'), ($$ update public.account_members set role = 'viewer' where role = 'owner' $$, 'PT409', 'last_owner'),
  ($$ update public.account_members set account_id = tests.id('rival') $$, 'PT403', 'not_allowed'), ('truncate public.account_members', 'PT409', 'last_owner'),
  ($$ delete from public.accounts where id = tests.id('kuvaamo') $$, '23503', null), ('truncate public.accounts cascade', null, null),
  ($$ update public.accounts set country = 'US' $$, null, null), ($$ update public.accounts set country = 'SE' where id = tests.id('kuvaamo') $$, 'PT409', 'membership_running'),
  ($$ update public.accounts set business_id = '1234567-2' $$, '23514', null), ($$ update public.accounts set email = 'Not An Address' $$, '23514', null),
  ($$ update public.accounts set locale = 'xx' $$, '23514', null), ($$ update public.accounts set terms_accepted_at = now() + interval '1 day' $$, 'PT403', 'not_allowed'),
  ($$ update public.accounts set closed_at = now() where id = tests.id('kuvaamo') $$, 'PT409', 'membership_running'),
  ($$ update public.accounts set merged_into = tests.id('rival') where id = tests.id('kuvaamo') $$, '23514', null),
  ($$ update public.accounts set id = gen_random_uuid() where id = tests.id('rival') $$, 'PT403', 'not_allowed'),
  ('delete from public.billing_profiles', 'PT403', 'not_allowed'), ($$ update public.billing_profiles set account_id = tests.id('rival') $$, 'PT403', 'not_allowed'),
  ($$ update public.billing_profiles set vat_id = 'nonsense!' $$, '23514', null), ('truncate public.billing_profiles', 'PT403', 'not_allowed'),
  -- Numbers: R14.
  ($$ update public.membership_numbers set number = 'CPS-FI9999999' $$, 'PT403', 'not_allowed'), ('delete from public.membership_numbers', 'PT403', 'not_allowed'),
  ($$ insert into public.membership_numbers (number, account_id, origin) values ('CPS-FI0000019', tests.id('rival'), 'issued') $$, '23514', null),
  ($$ update public.membership_numbers set account_id = tests.id('rival') $$, 'PT403', 'not_allowed'), ('truncate public.membership_numbers cascade', null, null),
  -- Tiers, prices, catalogue, settings.
  ('update public.tiers set minimum_points = -1', '23514', null), ($$ delete from public.tiers where code = 'silver' $$, '23503', null),
  ($$ update public.tiers set code = 'bronze' where code = 'silver' $$, '23503', null), ($$ update public.tiers set kind = 'family' $$, '23514', null), ('truncate public.tiers cascade', null, null),
  ($$ update public.tier_prices set amount_minor = 1 where tier_code = 'silver' and currency = 'EUR' $$, 'PT409', 'price_in_use'),
  ($$ delete from public.tier_prices where tier_code = 'silver' and currency = 'EUR' $$, 'PT409', 'price_in_use'),
  ('update public.tier_prices set amount_minor = 0', null, null), ('truncate public.tier_prices', 'PT403', 'not_allowed'),
  ($$ update public.product_models set points = -1 where code = 'M-KUVAAMO' $$, '23514', null), ($$ update public.product_models set serial_pattern = '[' where code = 'M-KUVAAMO' $$, null, null),
  ($$ update public.product_models set strips_leading_zeros = true where code = 'M-KUVAAMO' $$, 'PT409', 'not_allowed'),
  ($$ delete from public.product_models where code = 'M-KUVAAMO' $$, '23503', null), ('truncate public.product_models cascade', null, null),
  ('delete from public.programme_settings', 'PT403', 'not_allowed'), ('truncate public.programme_settings', 'PT403', 'not_allowed'),
  ('update public.programme_settings set invitation_points = 0', '23514', null), ('insert into public.programme_settings (is_only_row) values (false)', '23514', null),
  ('insert into public.programme_settings default values', '23505', null),
  ($$ delete from public.countries where code = 'FI' $$, '23503', null), ($$ update public.countries set currency = null where code = 'FI' $$, '23514', null), ('truncate public.countries cascade', null, null),
  ('truncate public.dealers', 'PT403', 'not_allowed'), ('truncate public.saved_cards', 'PT403', 'not_allowed'),
  -- Cases, logs, the desk itself, what belongs to Stripe.
  ($$ update public.support_cases set message = 'Something else' $$, 'PT403', 'not_allowed'), ('delete from public.support_cases', 'PT403', 'not_allowed'), ('truncate public.support_cases', 'PT403', 'not_allowed'),
  ($$ update public.support_cases set state = 'forgotten' $$, '23514', null),
  ($$ insert into private.audit_log (database_role, table_name, action) values ('postgres', 'accounts', 'update') $$, 'PT403', 'not_allowed'),
  ($$ update private.audit_log set database_role = 'somebody else' $$, 'PT409', 'ledger_append_only'), ('delete from private.audit_log', 'PT409', 'ledger_append_only'),
  ('truncate private.staff_actions', null, null), ('truncate private.staff_actions cascade', 'PT409', 'ledger_append_only'), ('delete from support.staff', 'PT403', 'not_allowed'), ('truncate support.staff cascade', null, null),
  ($$ insert into support.staff (email, name) values ('Veera@Desk.example', 'Twice') $$, '23514', null), ('delete from support.settings', 'PT403', 'not_allowed'),
  ('update support.settings set points_alone = -1', '23514', null),
  ($$ update private.stripe_customers set stripe_customer_id = 'cus_rival' $$, 'PT403', 'not_allowed'), ('truncate private.stripe_customers', 'PT403', 'not_allowed'),
  ($$ delete from private.legacy_accounts; truncate private.legacy_products cascade $$, null, null), ('truncate private.mail_outbox', 'PT403', 'not_allowed');

select throws_ok(statement, code, message, 'refused: ' || btrim(regexp_replace(statement, '\s+', ' ', 'g'))) from attempts;
select results_eq('select key, value from jsonb_each(tests.picture()) order by key', 'select key, value from before, jsonb_each(picture) order by key', 'after all of them every row is as it was, and the logs are as long');
select is_empty($$ select * from support.drift $$, 'and nothing drifts');

-- Put right instead of refused.
update public.products set serial_normalized = 'TYPED', updated_at = '2000-01-01' where id = tests.id('second');
select results_eq($$ select serial_normalized, updated_at = now() from public.products where id = tests.id('second') $$, $$ values ('7654321', true) $$, 'what the table derives is derived again');
insert into public.products (id, account_id, model_id, serial_number, claim) values (tests.id('typed'), tests.id('rival'), tests.id('M-KUVAAMO'), '765 43-21', 'held');
select is((select claim from public.products where id = tests.id('typed')), 'disputed', 'a claim typed as held is disputed when somebody has the serial');
update private.number_sequences set last_number = 0;
select tests.give_points('rival', 500);
select isnt(tests.join_tier('rival', 'silver') ->> 'number', (select number from public.memberships where account_id = tests.id('kuvaamo')), 'a counter set back issues no number twice');
insert into public.account_members (account_id, user_id, role) select id, tests.create_person('first@empty.example'), 'viewer'
from (select tests.create_account('empty', 'owner@empty.example') as id) as made;
select is((select count(*) from public.account_members where account_id = tests.id('empty') and role = 'owner'), 1::bigint, 'a company keeps its owner');
update public.products set purchased_on = null where id = tests.id('second');
select is(tests.balance('kuvaamo'), 500, 'a product made unfinished by hand loses its points');
update public.products set purchased_on = '2024-05-02' where id = tests.id('second');
select is(tests.balance('kuvaamo'), 1000, 'and has them again when it is complete');
select is_empty($$ select * from support.drift $$, 'nothing drifts');

-- What may be edited by hand is edited, and logged with before and after.
create function tests.last_change() returns table (who text, table_name text, before jsonb, after jsonb) language sql as $$
  select audit.who, audit.table_name, audit.before, audit.after from support.audit where change <> 'act' order by occurred_at desc limit 1
$$;
create function tests.edit(statement text, in_table text, expected_before jsonb, expected_after jsonb) returns text language plpgsql as $$
begin
  execute statement;
  return tap.results_eq('select who, table_name, before, after from tests.last_change()',
    format('values (session_user::text collate "default", %L, %L::jsonb, %L::jsonb)', in_table, expected_before, expected_after), 'logged: ' || statement);
end
$$;
select tests.edit($$ update public.accounts set contact_name = 'By hand' where id = tests.id('rival') $$, 'accounts', '{"contact_name": "Aino Virta"}', '{"contact_name": "By hand"}');
select tests.edit($$ update public.support_cases set state = 'closed' where topic = 'other' $$, 'support_cases', '{"state": "open"}', '{"state": "closed"}');
select tests.edit($$ update public.memberships set renews = false where account_id = tests.id('kuvaamo') $$, 'memberships', '{"renews": true}', '{"renews": false}');
select tests.edit($$ update public.countries set time_zone = 'Europe/Mariehamn' where code = 'FI' $$, 'countries', '{"time_zone": "Europe/Helsinki"}', '{"time_zone": "Europe/Mariehamn"}');
select tests.edit($$ update public.tier_prices set valid_until = '2030-12-31' where tier_code = 'silver' and currency = 'EUR' $$, 'tier_prices', '{"valid_until": null}', '{"valid_until": "2030-12-31"}');
select tests.edit($$ update private.legacy_accounts set company_name = 'By hand' $$, 'legacy_accounts', '{"company_name": "Kuvaamo"}', '{"company_name": "By hand"}');
select tests.edit($$ update support.staff set is_active = false where email = 'onni@desk.example' $$, 'staff', '{"is_active": true}', '{"is_active": false}');
select tests.edit($$ update support.settings set points_alone = 300 $$, 'settings', '{"points_alone": 200}', '{"points_alone": 300}');
insert into public.point_entries (account_id, kind, points, balance_after, source, reason) values (tests.id('rival'), 'adjustment', 7, 0, 'case S-001001', 'By hand');
select results_eq($$ select who, table_name, before, after ->> 'points' from tests.last_change() $$, $$ values (session_user::text collate "default", 'point_entries', null::jsonb, '7') $$, 'an adjustment by hand is logged');
insert into public.dealers (name, country) values ('By hand', 'FI');
select results_eq($$ select who, table_name, after ->> 'name' from tests.last_change() $$, $$ values (session_user::text collate "default", 'dealers', 'By hand') $$, 'and so is a new row');

select * from finish();
