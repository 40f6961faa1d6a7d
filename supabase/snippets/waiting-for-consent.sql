-- Requests that wait for a second person.
select request, action, summary, reason, asked_by, second_person, asked_at, expires_at
from support.approvals
where state = 'waiting' and expires_at > now()
order by asked_at;
