-- A company by a piece of its name, address, business id or by a person's address.
select account_id, company_name, business_id, email, people, number, tier, balance, cases_open, closed_at
from support.accounts_overview
where concat_ws(' ', company_name, email, business_id, people) ilike '%kuvaamo%'
order by company_name
limit 50;
