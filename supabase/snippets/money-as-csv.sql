-- A money list as CSV in one cell: copy it into a file that ends in .csv. Lists: receivables, receivables_by_age, receivables_by_company, due_this_week, failed_charges, revenue, card_disputes, late_payments, waiting_money (the last two in cents).
select support.finance_csv('revenue');
