-- Every point entry of a company, newest first.
select entry_number, created_at, kind, points, balance_after, model_code, serial_number, reason, made_by
from support.ledger
where account_id = '00000000-0000-0000-0000-000000000000'
order by entry_number desc;
