-- S8: a card that was refused is not tried again because Stripe repeats that it was saved; only another card is a reason. Nor is one of an ended
-- membership.
select plan(5);

select tests.create_company('kuvaamo');
select tests.give_points('kuvaamo', 500);
select tests.join_tier('kuvaamo', 'silver', 'card');
select service.attach_subscription((select id from public.memberships), 'cus_1', 'sub_1');
select service.save_card('cus_1', 'pm_1', 'visa', '4242', 12, 2030);
select service.mirror_invoice('{"stripe_invoice_id": "in_1", "stripe_subscription_id": "sub_1", "status": "open", "currency": "eur", "subtotal_minor": 9900, "tax_minor": 0,
  "total_minor": 9900, "amount_due_minor": 9900, "amount_paid_minor": 0, "due_at": "2026-12-01T12:00:00Z"}');
select is((select attempt from service.lease_due_charges('2026-12-01 07:00Z', 10)), 1, 'the card is charged');
select service.report_charge(id, 'refused', 'stolen_card', '2026-12-01 07:00Z') from public.invoices;

select service.save_card('cus_1', 'pm_1', 'visa', '4242', 12, 2030);
select is((select count(*) from service.lease_due_charges('2027-12-01 07:00Z', 10)), 0::bigint, 'news of the same card do not charge it again');
select service.save_card('cus_1', 'pm_1', 'visa', '4242', 6, 2033);
select is((select expiry_year from public.saved_cards), 2033, 'what changed about it is kept');
select service.save_card('cus_1', 'pm_2', 'visa', '4242', 12, 2030);
select results_eq($$ select payment_method_id from service.lease_due_charges('2027-12-01 07:00Z', 10) $$, $$ values ('pm_2') $$, 'another card is tried');

select service.report_charge(id, 'declined', 'card_declined', '2027-12-01 07:00Z') from public.invoices;
select service.save_card('cus_1', 'pm_3', 'visa', '1881', 12, 2030);
update public.memberships set state = 'ended', end_reason = 'Ended by support';
select is((select count(*) from service.lease_due_charges('2028-12-01 07:00Z', 10)), 0::bigint, 'the card of an ended membership is left alone');

select * from finish();
