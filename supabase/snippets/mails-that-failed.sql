-- Mails that were given up, or wait for more than an hour.
select mail_id, created_at, kind, recipient, company_name, state, attempts, next_attempt_at, last_error
from support.mail_log
where state = 'given up' or (state <> 'sent' and created_at < now() - interval '1 hour')
order by created_at;
