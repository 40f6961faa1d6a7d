-- Bank transfers that paid no invoice: what waits, since when, and the open invoice it may be meant for.
select company_name, amount_minor / 100.0 as amount, currency, since, what_it_is, open_invoice, amount_remaining_minor / 100.0 as still_needed, payer_name, payer_reference from support.waiting_money order by since;
