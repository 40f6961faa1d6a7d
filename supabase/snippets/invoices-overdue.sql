-- Open invoices past their due date.
select account.company_name, account.email, invoice.number, invoice.total_minor / 100.0 as total, invoice.currency, invoice.due_on, current_date - invoice.due_on as days, invoice.hosted_url
from public.invoices invoice
join public.accounts account on account.id = invoice.account_id
where invoice.status = 'open' and invoice.due_on < current_date
order by invoice.due_on;
