-- Every mail to an address, newest first.
select mail_id, created_at, kind, state, sent_at, attempts, last_error, can_be_resent
from support.mail_log
where recipient = lower('aino@kuvaamo.example')
order by created_at desc;
