-- Members by tier and country.
select account.country, membership.tier_code, membership.state, count(*)
from public.memberships membership
join public.accounts account on account.id = membership.account_id
where membership.state <> 'ended'
group by 1, 2, 3
order by 1, 2, 3;
