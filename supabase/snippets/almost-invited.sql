-- Companies that lack at most 100 points for their invitation.
select account.company_name, account.email, points.balance, settings.invitation_points - points.balance as missing
from public.point_balances points
join public.accounts account on account.id = points.account_id
cross join public.programme_settings settings
where points.balance < settings.invitation_points and points.balance >= settings.invitation_points - 100 and account.closed_at is null
order by missing;
