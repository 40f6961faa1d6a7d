-- Acts of the desk that concern money, newest first: who, for whom, why.
select act.occurred_at, act.staff, act.action, account.company_name, act.subject, act.reason, act.details
from private.staff_actions act
left join public.accounts account on account.id = act.account_id
where act.action in ('mark_invoice_paid', 'ask_mark_invoice_paid', 'void_invoice', 'ask_void_invoice', 'extend_due_date', 'end_membership', 'stop_charging', 'resume_charging', 'retry_stripe_call', 'release_correction')
order by act.occurred_at desc
limit 200;
