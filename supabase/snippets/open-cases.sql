-- Support cases that are not closed, oldest first, with how long they have waited.
select support_case.reference, support_case.topic, account.company_name, support_case.name, support_case.email, support_case.locale, support_case.message,
       now()::date - support_case.created_at::date as days
from public.support_cases support_case
left join public.accounts account on account.id = support_case.account_id
where support_case.state <> 'closed'
order by support_case.created_at;
