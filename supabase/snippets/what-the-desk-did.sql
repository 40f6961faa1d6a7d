-- What people of the desk did in the last seven days.
select act.occurred_at, act.staff, act.action, account.company_name, act.subject, act.reason
from private.staff_actions act
left join public.accounts account on account.id = act.account_id
where act.occurred_at > now() - interval '7 days'
order by act.id desc;
