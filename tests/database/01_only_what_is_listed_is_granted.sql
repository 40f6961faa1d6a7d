-- Everything the API's roles may do, line by line. A grant that is not in this list fails, and so does one that went missing:
-- whoever adds one writes it here, where a reviewer sees it.
select plan(3);

create temporary view granted as
with grants as (
  select n.nspname || '.' || c.relname as object, acl.grantee, acl.privilege_type, null::name as column_name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) acl
  where n.nspname in ('public', 'private', 'service', 'support') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select n.nspname || '.' || c.relname, acl.grantee, acl.privilege_type, part.attname
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute part on part.attrelid = c.oid, aclexplode(part.attacl) acl
  where n.nspname in ('public', 'private', 'service', 'support')
  union all
  select format('%s.%s(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)), acl.grantee, acl.privilege_type, null
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
  where n.nspname in ('public', 'private', 'service', 'support')
  union all
  select 'schema ' || n.nspname, acl.grantee, acl.privilege_type, null
  from pg_namespace n, aclexplode(n.nspacl) acl where n.nspname in ('public', 'private', 'service', 'support')
), named as (
  select object, case grantee when 0 then 'PUBLIC' else grantee::regrole::text end as role, lower(privilege_type) as privilege, column_name from grants
)
select format('%s: %s %s%s', object, role, privilege, ' (' || string_agg(column_name, ', ' order by column_name) || ')') as line
from named where role in ('PUBLIC', 'anon', 'authenticated', 'service_role')
group by object, role, privilege, column_name is null;

create temporary table expected (line text);
insert into expected values
  ('private.accept_invite(uuid): authenticated execute'),
  ('private.add_old_address(uuid, text): authenticated execute'),
  ('private.change_role(uuid, uuid, account_role): authenticated execute'),
  ('private.colleagues(uuid): authenticated execute'),
  ('private.accept_release(text, uuid, date, boolean, text, text, boolean): authenticated execute'),
  ('private.confirm_migration_code(uuid, text): authenticated execute'),
  ('private.confirm_number_code(uuid, text, text): authenticated execute'),
  ('private.edit_products(jsonb): authenticated execute'),
  ('private.invite_colleague(uuid, text, account_role, text): authenticated execute'),
  ('private.check_import(uuid, uuid): authenticated execute'),
  ('private.check_products(uuid, jsonb): authenticated execute'),
  ('private.discard_import(uuid, uuid): authenticated execute'),
  ('private.find_import(uuid): authenticated execute'),
  ('private.is_business_id(text, text): authenticated execute'),
  ('private.is_email(text): authenticated execute'),
  ('private.is_locale(text): authenticated execute'),
  ('private.leave_account(uuid): authenticated execute'),
  ('private.mark_product(uuid, text): authenticated execute'),
  ('private.migrate_products(uuid): authenticated execute'),
  ('private.migration_state(uuid): authenticated execute'),
  ('private.my_accounts(account_role[]): authenticated execute'),
  ('private.my_invites(): authenticated execute'),
  ('private.my_migrations(uuid): authenticated execute'),
  ('private.preview_migration(uuid): authenticated execute'),
  ('private.preview_undo(uuid, uuid): authenticated execute'),
  ('private.remove_colleague(uuid, uuid): authenticated execute'),
  ('private.preview_release(text): authenticated execute'),
  ('private.release_product(uuid): authenticated execute'),
  ('private.remove_product(uuid): authenticated execute'),
  ('private.remove_products(uuid[]): authenticated execute'),
  ('private.request_migration_code(uuid): authenticated execute'),
  ('private.request_number_code(uuid, text): authenticated execute'),
  ('private.tier_price(text, text, date): authenticated execute'),
  ('private.undo_migration(uuid, uuid): authenticated execute'),
  ('private.withdraw_invite(uuid): authenticated execute'),
  ('public.accept_invite(uuid): authenticated execute'),
  ('public.account_invites: authenticated select (accepted_at, account_id, created_at, email, expires_at, id, locale, role, sent_at, withdrawn_at)'),
  ('private.withdraw_release(uuid): authenticated execute'),
  ('public.accept_release(text, uuid, date, boolean, text, text, boolean): authenticated execute'),
  ('private.read_import(uuid, uuid, integer, boolean): authenticated execute'),
  ('private.register_series(uuid, uuid, jsonb): authenticated execute'),
  ('private.stage_import(uuid, uuid, jsonb, jsonb): authenticated execute'),
  ('private.write_import(uuid, uuid, boolean, integer): authenticated execute'),
  ('public.account_members: authenticated select'),
  ('public.account_overview: authenticated select'),
  ('public.accounts: authenticated select'),
  ('public.accounts: authenticated update (company_name, contact_name, locale)'),
  ('public.add_old_address(uuid, text): authenticated execute'),
  ('public.available_tiers(uuid): authenticated execute'),
  ('public.billing_profiles: authenticated insert (account_id, address_line1, address_line2, city, country, invoice_email, legal_name, postal_code, reference, vat_id)'),
  ('public.billing_profiles: authenticated select'),
  ('public.billing_profiles: authenticated update (account_id, address_line1, address_line2, city, country, invoice_email, legal_name, postal_code, reference, vat_id)'),
  ('public.change_role(uuid, uuid, account_role): authenticated execute'),
  ('public.colleagues(uuid): authenticated execute'),
  ('public.check_import(uuid, uuid): authenticated execute'),
  ('public.check_products(uuid, jsonb): authenticated execute'),
  ('public.confirm_migration_code(uuid, text): authenticated execute'),
  ('public.confirm_number_code(uuid, text, text): authenticated execute'),
  ('public.countries: anon select'),
  ('public.countries: authenticated select'),
  ('public.dealers: authenticated select'),
  ('public.dispute_sides: authenticated select'),
  ('public.discard_import(uuid, uuid): authenticated execute'),
  ('public.edit_products(jsonb): authenticated execute'),
  ('public.find_import(uuid): authenticated execute'),
  ('public.invitations: authenticated select'),
  ('public.invite_colleague(uuid, text, account_role, text): authenticated execute'),
  ('public.invoices: authenticated select (account_id, amount_due_minor, amount_paid_minor, created_at, currency, due_at, due_on, hosted_url, id, issued_at, membership_id, number, paid_at, pdf_url, status, subtotal_minor, tax_minor, total_minor)'),
  ('public.leave_account(uuid): authenticated execute'),
  ('public.mark_product(uuid, text): authenticated execute'),
  ('public.membership_numbers: authenticated select'),
  ('public.memberships: authenticated select (account_id, amount_minor, created_at, currency, end_reason, ends_on, id, number, payment_method, renews, starts_on, state, tier_code)'),
  ('public.migrate_products(uuid): authenticated execute'),
  ('public.model_points: authenticated select'),
  ('public.models_closing_gap(uuid, text): authenticated execute'),
  ('public.my_invites(): authenticated execute'),
  ('public.my_migrations(uuid): authenticated execute'),
  ('public.point_balances: authenticated select'),
  ('public.point_entries: authenticated select'),
  ('public.points_by_category: authenticated select'),
  ('public.preview_migration(uuid): authenticated execute'),
  ('public.preview_undo(uuid, uuid): authenticated execute'),
  ('public.preview_release(text): authenticated execute'),
  ('public.product_models: authenticated select'),
  ('public.product_overview: authenticated select'),
  ('public.product_releases: authenticated select (accepted_at, account_id, created_at, expires_at, id, product_id, withdrawn_at)'),
  ('public.products: authenticated insert (account_id, dealer_is_estimate, dealer_name, id, model_id, purchase_country, purchased_on, purchased_on_is_estimate, serial_number)'),
  ('public.products: authenticated select'),
  ('public.products: authenticated update (dealer_is_estimate, dealer_name, model_id, purchase_country, purchased_on, purchased_on_is_estimate, serial_number)'),
  ('public.programme_settings: authenticated select'),
  ('public.remove_colleague(uuid, uuid): authenticated execute'),
  ('public.purchase_proofs: authenticated select (account_id, content_type, file_name, id, product_id, size_bytes, stored_at)'),
  ('public.release_product(uuid): authenticated execute'),
  ('public.read_import(uuid, uuid, integer, boolean): authenticated execute'),
  ('public.register_series(uuid, uuid, jsonb): authenticated execute'),
  ('public.remove_product(uuid): authenticated execute'),
  ('public.remove_products(uuid[]): authenticated execute'),
  ('public.request_migration_code(uuid): authenticated execute'),
  ('public.request_number_code(uuid, text): authenticated execute'),
  ('public.saved_cards: authenticated select'),
  ('public.search_models(text): authenticated execute'),
  ('public.stage_import(uuid, uuid, jsonb, jsonb): authenticated execute'),
  ('public.support_cases: authenticated select (account_id, created_at, id, message, product_id, reference, state, topic)'),
  ('public.tier_prices: anon select'),
  ('public.tier_prices: authenticated select'),
  ('public.tiers: anon select'),
  ('public.tiers: authenticated select'),
  ('public.undo_migration(uuid, uuid): authenticated execute'),
  ('public.withdraw_invite(uuid): authenticated execute'),
  ('public.withdraw_release(uuid): authenticated execute'),
  ('public.write_import(uuid, uuid, boolean, integer): authenticated execute'),
  ('schema private: authenticated usage'),
  ('schema public: PUBLIC usage'),
  ('schema public: anon usage'),
  ('schema public: authenticated usage'),
  ('schema public: service_role usage'),
  ('schema service: service_role usage'),
  ('service.attach_customer(uuid, text): service_role execute'),
  ('service.attach_subscription(uuid, text, text): service_role execute'),
  ('service.begin_invite(text, text, text): service_role execute'),
  ('service.begin_proof(uuid, uuid, text, text, integer, text, text): service_role execute'),
  ('service.current_membership(uuid, uuid): service_role execute'),
  ('service.enqueue_mail(text, text, text, jsonb, text, uuid): service_role execute'),
  ('service.event_failed(text, text): service_role execute'),
  ('service.event_processed(text): service_role execute'),
  ('service.find_proof(uuid, uuid, text): service_role execute'),
  ('service.finish_proof(uuid): service_role execute'),
  ('service.lease_due_charges(timestamp with time zone, integer): service_role execute'),
  ('service.lease_events(integer): service_role execute'),
  ('service.lease_mails(integer): service_role execute'),
  ('service.lease_recoveries(integer): service_role execute'),
  ('service.lease_stripe_calls(integer, uuid): service_role execute'),
  ('service.look_at_invite(text, text, text): service_role execute'),
  ('service.mail_context(text): service_role execute'),
  ('service.mail_failed(uuid, text): service_role execute'),
  ('service.mail_sent(uuid): service_role execute'),
  ('service.mirror_invoice(jsonb): service_role execute'),
  ('service.open_support_case(uuid, uuid, uuid, text, text, text, text, text, text): service_role execute'),
  ('service.recovery_mailed(uuid): service_role execute'),
  ('service.read_stripe_call(uuid): service_role execute'),
  ('service.refresh_catalogue(): service_role execute'),
  ('service.renew_stripe_call(uuid): service_role execute'),
  ('service.put_proof_piece(uuid, integer, text): service_role execute'),
  ('service.read_proof_piece(uuid, integer): service_role execute'),
  ('service.report_charge(uuid, text, text, timestamp with time zone): service_role execute'),
  ('service.request_account(text, text, text, text, text, text, text): service_role execute'),
  ('service.require_proof_place(uuid, uuid): service_role execute'),
  ('service.save_card(text, text, text, text, integer, integer): service_role execute'),
  ('service.sign_in_state(text): service_role execute'),
  ('service.start_membership(uuid, uuid, text, text, boolean, jsonb): service_role execute'),
  ('service.store_event(text, text, text, timestamp with time zone): service_role execute'),
  ('service.stripe_call_done(uuid, jsonb): service_role execute'),
  ('service.stripe_call_failed(uuid, text, boolean, boolean): service_role execute'),
  ('service.stripe_calls_state(uuid): service_role execute'),
  ('service.sweep(): service_role execute'),
  ('service.take_quota(text, text, integer, integer): service_role execute'),
  ('service.undo_membership(uuid): service_role execute'),
  ('service.unfinished_memberships(integer): service_role execute');

-- Membership cards and disputes of payments.
insert into expected values
  ('private.check_membership_card(text): anon execute'),
  ('private.check_membership_card(text): authenticated execute'),
  ('private.membership_card(uuid): authenticated execute'),
  ('public.check_membership_card(text): anon execute'),
  ('public.check_membership_card(text): authenticated execute'),
  ('public.membership_card(uuid): authenticated execute'),
  ('schema private: anon usage'),
  ('service.mirror_dispute(jsonb): service_role execute');

select is_empty($$ select line from granted except select line from expected $$, 'nothing is granted beyond the list');
select is_empty($$ select line from expected except select line from granted $$, 'nothing of the list is missing');
select is_empty($$ select g.line from granted g where g.line ~ ': (anon|PUBLIC) (insert|update|delete|truncate|execute)'
  and g.line not in ('private.check_membership_card(text): anon execute', 'public.check_membership_card(text): anon execute') $$,
  'who is not signed in writes nothing and calls nothing but the check of a card');

select * from finish();
