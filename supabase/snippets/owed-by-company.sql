-- Companies that owe most, latest first: replace EUR by another currency.
select company_name, invoices, oldest_due_on, days_late, late, not_due, total, account_id
from support.receivables_by_company
where currency = 'EUR' and late > 0
order by late desc
limit 200;
