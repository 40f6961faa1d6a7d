-- Who changed what in a company, and why, newest first.
select occurred_at, who, change, table_name, before, after, act, reason
from support.audit
where account_id = '00000000-0000-0000-0000-000000000000'
order by occurred_at desc
limit 200;
