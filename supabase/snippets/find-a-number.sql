-- Whose is a number somebody reads out? Former ones and those of the old system as well.
select number, origin, company_name, current_account_id, membership_state
from support.numbers
where replace(upper(number), ' ', '') like '%' || replace(upper('CPS-FI0000018'), ' ', '') || '%';
