-- All invoices of a company with their charges: replace the name.
select account.company_name, invoice.number, invoice.status, invoice.total_minor / 100.0 as total, invoice.amount_paid_minor / 100.0 as paid, invoice.currency,
       invoice.issued_at::date as issued_on, invoice.due_on, invoice.paid_at::date as paid_on, charge.attempts, charge.next_attempt_at, charge.stopped_at, charge.last_error, invoice.id as invoice_id
from public.invoices invoice
join public.accounts account on account.id = invoice.account_id
left join private.invoice_charges charge on charge.invoice_id = invoice.id
where account.company_name ilike '%Aamunkajo%'
order by invoice.created_at desc
limit 200;
