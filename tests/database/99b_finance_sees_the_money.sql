-- What finance looks at: what is owed and how late, what comes this week, refused cards, revenue, disputes at banks, money that came too late; and as CSV.
select * from no_plan();

select tests.create_desk();
select tests.create_member_company('alpha');
select tests.create_member_company('beta');
-- The factory's own invoices have no due date; the ones of this file do.
select service.mirror_invoice(to_jsonb(invoice) || jsonb_build_object('stripe_customer_id', 'cus_' || (select company_name from public.accounts where id = account_id), 'status', 'void')) from public.invoices invoice;
create function tests.bill(account text, name text, days integer, total integer, change jsonb default '{}') returns uuid language sql as $$
  select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', 'in_' || name, 'stripe_customer_id', 'cus_' || account, 'status', 'open', 'number', name,
    'membership_id', (select id from public.memberships where account_id = tests.id(account) order by created_at desc limit 1), 'currency', 'eur', 'subtotal_minor', total - total / 5, 'tax_minor', total / 5,
    'total_minor', total, 'amount_due_minor', total, 'amount_paid_minor', 0, 'issued_at', '2026-10-15T10:00:00Z',
    'due_at', ((now() at time zone 'Europe/Helsinki')::date + days + interval '12 hours') at time zone 'Europe/Helsinki') || change)
$$;
create function tests.invoice(name text) returns uuid language sql as $$ select id from public.invoices where stripe_invoice_id = 'in_' || name $$;
select tests.bill('alpha', 'A-DUE', 3, 10000), tests.bill('alpha', 'A-14', -14, 20000), tests.bill('alpha', 'A-15', -15, 30000), tests.bill('alpha', 'A-60', -60, 40000),
       tests.bill('beta', 'B-61', -61, 50000), tests.bill('beta', 'B-PART', -1, 60000, '{"amount_paid_minor": 10000}'), tests.bill('beta', 'B-FAR', 30, 1000),
       tests.bill('beta', 'B-LOST', -90, 7000, '{"status": "uncollectible"}'), tests.bill('beta', 'B-PAID', -90, 8000, '{"status": "paid", "amount_paid_minor": 8000, "paid_at": "2026-10-20T10:00:00Z"}'),
       tests.bill('beta', 'B-DRAFT', 5, 9000, '{"status": "draft", "issued_at": null}');

select results_eq($$ select number, age, days_late, remaining from support.receivables where not is_written_off order by days_late, number $$,
  $$ values ('A-DUE', 'not due', 0, 100.00), ('B-FAR', 'not due', 0, 10.00), ('B-PART', '1-14 days', 1, 500.00), ('A-14', '1-14 days', 14, 200.00),
            ('A-15', '15-30 days', 15, 300.00), ('A-60', '31-60 days', 60, 400.00), ('B-61', 'over 60 days', 61, 500.00) $$, 'what is owed, with its age; what was paid of it is off');
select results_eq($$ select company_name, tier, membership_state, country, payment_method, invoice_email from support.receivables where number = 'A-14' $$,
  $$ values ('alpha', 'silver', 'active', 'FI', 'card', 'laskut@kuvaamo.example') $$, 'and whose it is');
select results_eq('select currency, invoices, companies, not_due, days_1_to_14, days_15_to_30, days_31_to_60, over_60_days, total from support.receivables_by_age',
  $$ values ('EUR', 7::bigint, 2::bigint, 110.00, 700.00, 300.00, 400.00, 500.00, 2010.00) $$, 'the same in sums; what was written off is not in them');
select results_eq('select company_name, invoices, days_late, not_due, late, total from support.receivables_by_company order by 1',
  $$ values ('alpha', 4::bigint, 60, 100.00, 900.00, 1000.00), ('beta', 3::bigint, 61, 10.00, 1000.00, 1010.00) $$, 'and by company');
select results_eq('select number, remaining, what_happens from support.due_this_week', $$ values ('A-DUE', 100.00, 'The card ending in 4242 is charged.') $$, 'what comes this week, and how');
select support.stop_charging(tests.id('alpha'), 'Says charged twice', 'veera@desk.example');
select matches((select what_happens from support.due_this_week), '^The desk stopped charging', 'unless the desk stopped it');
select support.resume_charging(tests.id('alpha'), 'It was one charge', 'veera@desk.example');
select support.extend_due_date(tests.invoice('A-14'), current_date + 4, 'Asked by telephone', 'veera@desk.example');
select results_eq($$ select age, extended_to from support.receivables where number = 'A-14' $$, $$ values ('not due', current_date + 4) $$, 'who was given time is not late');

-- Cards that were refused.
select is_empty('select * from support.failed_charges', 'no card was refused yet');
update private.invoice_charges set attempts = 1, last_error = 'Your card has insufficient funds.' where invoice_id = tests.invoice('A-15');
update private.invoice_charges set attempts = 1, last_error = 'Your card was reported lost.', stopped_at = now() where invoice_id = tests.invoice('A-60');
update private.invoice_charges set attempts = 1, last_outcome = 'action_required', last_error = 'This transaction requires authentication.', stopped_at = now() where invoice_id = tests.invoice('B-61');
select results_eq($$ select number, attempts, next_attempt_at is not null, left(what_happens_next, 21) from support.failed_charges order by number $$,
  $$ values ('A-15', 1, true, 'The card is charged a'), ('A-60', 1, false, 'No further try with t'), ('B-61', 1, false, 'The bank wants to see') $$, 'refused cards, and what happens next');

update public.memberships set payment_method = 'bank_transfer' where account_id = tests.id('alpha');
select results_eq('select number from support.failed_charges order by number', $$ values ('A-15'), ('A-60'), ('B-61') $$, 'who goes over to the bank has no refused card by that');
select is((select stopped_at is null from private.invoice_charges where invoice_id = tests.invoice('A-DUE')), false, 'though no card is charged any more');
update public.memberships set payment_method = 'card' where account_id = tests.id('alpha');
select results_eq($$ select invoice.number, charge.stopped_at is null from private.invoice_charges charge join public.invoices invoice on invoice.id = charge.invoice_id
  where invoice.number in ('A-DUE', 'A-15', 'A-60') order by 1 $$, $$ values ('A-15', true), ('A-60', false), ('A-DUE', true) $$, 'back at the card, what ran before runs again, and what was refused for good does not');

-- Revenue.
select results_eq($$ select month, tier, country, currency, invoices, net, tax, gross, paid from support.revenue $$,
  $$ values ('2026-10', 'silver', 'FI', 'EUR', 9::bigint, 1808.00, 452.00, 2260.00, 180.00) $$, 'what was invoiced, without drafts and voided ones');
select tests.bill('beta', 'B-EDGE', 30, 1000, '{"issued_at": "2026-10-31T22:30:00Z"}');
select results_eq($$ select month, invoices from support.revenue order by month $$, $$ values ('2026-10', 9::bigint), ('2026-11', 1::bigint) $$, 'the month is that of the seller''s clock');
select throws_ok($$ update support.settings set book_time_zone = 'Europe/Nowhere' $$, '22023', null, 'which must exist');

-- Disputes at banks.
create function tests.dispute(status text, change jsonb default '{}') returns void language sql as $$
  select service.mirror_dispute(jsonb_build_object('stripe_dispute_id', 'du_1', 'stripe_charge_id', 'ch_1', 'stripe_invoice_id', 'in_B-PAID', 'amount_minor', 8000, 'currency', 'EUR',
    'reason', 'fraudulent', 'status', dispute.status, 'opened_at', '2026-11-01T10:00:00Z', 'read_at', clock_timestamp(), 'answer_by', '2026-11-10T10:00:00Z') || change)
$$;
select tests.dispute('needs_response'), tests.dispute('needs_response'), tests.dispute('needs_response', '{"stripe_dispute_id": "du_2", "stripe_invoice_id": "in_somebody_else"}');
select results_eq('select company_name, number, amount, currency, reason, status, closed_at, left(what_to_do, 13) from support.card_disputes',
  $$ values ('beta', 'B-PAID', 80.00, 'EUR', 'fraudulent', 'needs_response', null::timestamptz, 'Stop charging') $$, 'a dispute is shown once, beside its invoice; a stranger''s is not');
select tests.dispute('under_review', '{"read_at": "2026-11-01T10:00:00Z"}');
select is((select status from support.card_disputes), 'needs_response', 'news read earlier change nothing');
select tests.dispute('lost');
select results_eq('select status, closed_at is not null, left(what_to_do, 5) from support.card_disputes', $$ values ('lost', true, 'Lost:') $$, 'and how it ended');
select tests.dispute('needs_response');
select is((select status from support.card_disputes), 'lost', 'late news change nothing');
select throws_ok(statement, 'PT403', 'not_allowed', 'refused: ' || statement) from unnest(array[
  $$ update private.payment_disputes set status = 'won', mirrored_at = clock_timestamp() $$, 'delete from private.payment_disputes', 'truncate private.payment_disputes',
  $$ update private.payment_disputes set account_id = tests.id('alpha') $$]) statement;
select is((select status from support.card_disputes), 'lost', 'a hand decides nothing');

-- What was credited counts less, in its own month.
insert into public.credit_notes (account_id, invoice_id, stripe_credit_note_id, number, status, currency, subtotal_minor, tax_minor, total_minor, issued_at, issued_on)
select account_id, id, 'cn_1', 'CN-1', 'issued', 'EUR', 6400, 1600, 8000, '2026-11-05T10:00:00Z', '2026-11-05' from public.invoices where id = tests.invoice('B-PAID');
select results_eq($$ select month, invoices, credit_notes, net, tax, gross from support.revenue order by month $$,
  $$ values ('2026-10', 9::bigint, 0::bigint, 1808.00, 452.00, 2260.00), ('2026-11', 1::bigint, 1::bigint, -56.00, -14.00, -70.00) $$, 'a credit note takes from the month it was issued in');
select support.end_membership(tests.id('beta'), 'Company has ceased', 'veera@desk.example');
select tests.bill('beta', 'B-61', -61, 50000, '{"status": "paid", "amount_paid_minor": 50000, "paid_at": "2026-11-20T10:00:00Z"}');

-- As CSV.
select is((regexp_split_to_array(support.finance_csv('receivables_by_age'), e'\r\n'))[1], 'currency;invoices;companies;not_due;days_1_to_14;days_15_to_30;days_31_to_60;over_60_days;total', 'the first line names the columns');
select is((regexp_split_to_array(support.finance_csv('receivables_by_age'), e'\r\n'))[2], 'EUR;7;2;320,00;500,00;300,00;400,00;0;1520,00', 'numbers with a comma where ; separates');
select is((regexp_split_to_array(support.finance_csv('receivables_by_age', ','), e'\r\n'))[2], 'EUR,7,2,320.00,500.00,300.00,400.00,0,1520.00', 'with a point where , separates');
update public.accounts set company_name = '=HYPERLINK("x");' where id = tests.id('alpha');
select ok(support.finance_csv('receivables_by_company') like '%"''=HYPERLINK(""x"");"%', 'a name that would be a formula is none');
select ok(support.finance_csv(list) like '%' || e'\r\n', list || ' can be written') from unnest(array['receivables', 'receivables_by_age', 'receivables_by_company', 'due_this_week', 'failed_charges', 'revenue', 'card_disputes', 'late_payments', 'waiting_money']) list;
select throws_ok($$ select support.finance_csv('accounts_overview') $$, 'PT404', 'list_unknown', 'other lists are refused');
select throws_ok($$ select support.finance_csv('revenue"; drop table x') $$, 'PT404', 'list_unknown', 'and what is no list');
select throws_ok($$ select support.finance_csv('revenue', '|') $$, 'PT422', 'value_refused', 'and other separators');

-- Found by an index, not by reading every invoice (the planner is told that reading all is dear; with few rows it would not care).
set local enable_seqscan = off;
create function tests.plan(question text) returns text language plpgsql as $$
declare
  line text;
  whole text := '';
begin
  for line in execute 'explain (costs off) ' || question loop
    whole := whole || line || e'\n';
  end loop;
  return whole;
end
$$;
select ok(tests.plan('select * from support.receivables where days_late > 30 order by due_on limit 50') ~ 'invoices_unpaid', 'what is owed is found by an index');
select ok(tests.plan('select * from support.due_this_week') ~ 'invoices_unpaid', 'and what comes this week');

select * from finish();
