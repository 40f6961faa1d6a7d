-- R15: whatever membership the metadata at Stripe names, an invoice belongs to the company of its customer.
select plan(4);

select tests.create_company('kuvaamo');
select tests.create_company('rival');
select tests.give_points(name, 500), tests.join_tier(name, 'silver', 'card') from unnest(array['kuvaamo', 'rival']) name;
select service.attach_subscription(id, 'cus_kuvaamo', 'sub_kuvaamo') from public.memberships where account_id = tests.id('kuvaamo');
select service.attach_subscription(id, 'cus_rival', 'sub_rival') from public.memberships where account_id = tests.id('rival');

create function tests.mirror(invoice text, membership_of text, subscription text, customer text) returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', invoice, 'membership_id', (select id from public.memberships where account_id = tests.id(membership_of)),
    'stripe_subscription_id', subscription, 'stripe_customer_id', customer, 'status', 'open', 'currency', 'eur', 'subtotal_minor', 9900, 'tax_minor', 0,
    'total_minor', 9900, 'amount_due_minor', 9900, 'amount_paid_minor', 0, 'due_at', '2026-12-01T12:00:00Z'))
$$;
select tests.mirror('in_1', 'rival', null, 'cus_kuvaamo');
select results_eq($$ select account_id, membership_id from public.invoices where stripe_invoice_id = 'in_1' $$, $$ values (tests.id('kuvaamo'), null::uuid) $$,
  'another company''s membership in the metadata changes nothing');
select is((select count(*) from private.invoice_charges), 0::bigint, 'and no card is charged for it');
select tests.mirror('in_2', 'nobody', 'sub_rival', 'cus_kuvaamo');
select is((select account_id from public.invoices where stripe_invoice_id = 'in_2'), tests.id('kuvaamo'), 'nor does another company''s subscription');
select tests.mirror('in_3', 'kuvaamo', 'sub_kuvaamo', null);
select results_eq($$ select account_id, membership_id is not null from public.invoices where stripe_invoice_id = 'in_3' $$, $$ values (tests.id('kuvaamo'), true) $$,
  'without a customer the membership says whose it is');

select * from finish();
