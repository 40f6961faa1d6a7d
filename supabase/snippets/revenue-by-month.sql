-- Invoiced per month and currency, the newest month first.
select month, currency, sum(invoices) as invoices, sum(net) as net, sum(tax) as tax, sum(gross) as gross, sum(paid) as paid
from support.revenue
group by month, currency
order by month desc, currency;
