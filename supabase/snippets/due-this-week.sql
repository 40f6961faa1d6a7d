-- What falls due in the next seven days, and how the money comes.
select due_on, company_name, number, remaining, currency, payment_method, what_happens, charged_at from support.due_this_week order by due_on, company_name;
