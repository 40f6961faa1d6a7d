-- R10 and R11: invoices follow Stripe; repeated, late and foreign news change nothing.
select plan(21);

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'bank_transfer');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');

create function tests.news(status text, more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('stripe_invoice_id', 'in_1', 'stripe_subscription_id', 'sub_1', 'stripe_customer_id', 'cus_1', 'number', 'CPS-0001', 'status', status,
    'currency', 'eur', 'subtotal_minor', 9900, 'tax_minor', 2525, 'total_minor', 12425, 'amount_due_minor', 12425,
    'amount_paid_minor', case status when 'paid' then 12425 else 0 end, 'issued_at', '2026-11-01T09:00:00Z', 'due_at', '2026-12-01T22:30:00Z',
    'hosted_url', 'https://pay.example/in_1') || more
$$;

select is(service.mirror_invoice(tests.news('open', '{"stripe_subscription_id": null, "stripe_customer_id": "cus_unknown"}')), null, 'a customer that is not ours is ignored');
select is((select count(*) from public.invoices), 0::bigint, 'and nothing is stored');

select isnt(service.mirror_invoice(tests.news('draft')), null, 'a draft is mirrored');
select is((select count(*) from private.mail_outbox where kind = 'invoice_issued'), 0::bigint, 'and mailed to nobody');
select service.mirror_invoice(tests.news('open'));
select results_eq($$ select account_id, membership_id is not null, number, status, currency, total_minor, tax_minor, due_on from public.invoices $$,
  $$ values (tests.id('kuvaamo'), true, 'CPS-0001', 'open', 'EUR', 12425, 2525, date '2026-12-02') $$, 'an open invoice stands with its company; it is due on a day of Helsinki');
select results_eq($$ select recipient, locale, data ->> 'due_on' from private.mail_outbox where kind = 'invoice_issued' $$,
  $$ values ('laskut@kuvaamo.example', 'fi', '2026-12-02') $$, 'it is mailed to the address for invoices');
select is((select count(*) from private.invoice_charges), 0::bigint, 'a company that pays by bank is not charged');
select service.mirror_invoice(tests.news('open'));
select service.mirror_invoice(tests.news('draft'));
select results_eq($$ select status from public.invoices $$, $$ values ('open') $$, 'repeated and older news change nothing');
select is((select count(*) from private.mail_outbox where kind = 'invoice_issued'), 1::bigint, 'and mail nothing');

select service.mirror_invoice(tests.news('paid', '{"paid_at": "2026-11-20T10:00:00Z"}'));
select results_eq($$ select status, amount_paid_minor, paid_at from public.invoices $$, $$ values ('paid', 12425, timestamptz '2026-11-20T10:00:00Z') $$, 'a payment is mirrored');
select is((select count(*) from private.mail_outbox where kind = 'invoice_paid'), 1::bigint, 'and mailed');
select service.mirror_invoice(tests.news(late)) from unnest(array['open', 'draft', 'uncollectible']) late;
select service.mirror_invoice(tests.news('paid', '{"paid_at": "2026-11-20T10:00:00Z"}'));
select results_eq($$ select status, amount_paid_minor, paid_at from public.invoices $$, $$ values ('paid', 12425, timestamptz '2026-11-20T10:00:00Z') $$, 'after that nothing brings it back');
select is((select count(*) from private.mail_outbox where kind in ('invoice_issued', 'invoice_paid')), 2::bigint, 'and no mail goes out twice');
select is((select count(*) from public.invoices), 1::bigint, 'there is one invoice');

-- Out of order from the start; without a subscription; for nothing.
select service.mirror_invoice(tests.news('paid', '{"stripe_invoice_id": "in_2", "number": "CPS-0002"}'));
select service.mirror_invoice(tests.news('open', '{"stripe_invoice_id": "in_2", "number": "CPS-0002"}'));
select is((select status from public.invoices where stripe_invoice_id = 'in_2'), 'paid', 'the payment may be heard of first');
select is((select count(*) from private.mail_outbox where kind = 'invoice_issued'), 1::bigint, 'and then no invoice is announced any more');
select service.mirror_invoice(tests.news('open', '{"stripe_invoice_id": "in_3", "stripe_subscription_id": null}'));
select results_eq($$ select account_id, membership_id from public.invoices where stripe_invoice_id = 'in_3' $$, $$ values (tests.id('kuvaamo'), null::uuid) $$, 'the customer alone is enough to know the company');
select service.mirror_invoice(tests.news('paid', '{"stripe_invoice_id": "in_4", "total_minor": 0, "amount_due_minor": 0, "amount_paid_minor": 0}'));
select is((select count(*) from private.mail_outbox where kind = 'invoice_paid'), 2::bigint, 'an invoice for nothing is not mailed');
select throws_ok($$ select service.mirror_invoice(tests.news('lost', '{"stripe_invoice_id": "in_5"}')) $$, '23514', null, 'a state we do not know is an error, not a guess');
select throws_ok($$ select service.mirror_invoice(tests.news('open', '{"stripe_invoice_id": "in_5", "total_minor": 12.5}')) $$, '22P02', null, 'an amount is a whole number');
select is((select sum(private.invoice_rank(status)) from unnest(array['draft', 'open', 'uncollectible', 'paid', 'void', null]) status), 8::bigint, 'each state has its place');

select * from finish();
