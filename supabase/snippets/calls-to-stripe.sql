-- What Stripe has not heard of yet, and what it refused for good.
select kind, company_name, invoice_number, state, attempts, next_attempt_at, last_error, call_id from support.calls_to_stripe order by gave_up_at is null, created_at;
