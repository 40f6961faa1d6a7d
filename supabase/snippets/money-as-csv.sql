-- A money list as CSV in one cell: copy it into a file that ends in .csv. Lists: receivables, receivables_by_age, receivables_by_company, due_this_week, failed_charges, revenue, card_disputes, paid_after_end.
select support.finance_csv('revenue');
