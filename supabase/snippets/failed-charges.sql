-- Cards that were refused, and what happens next.
select company_name, number, remaining, currency, due_on, attempts, last_error, next_attempt_at, what_happens_next, email from support.failed_charges order by due_on;
