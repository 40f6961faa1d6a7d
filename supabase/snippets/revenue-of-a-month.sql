-- Revenue of one month by tier and country: replace the month.
select * from support.revenue where month = '2026-11' order by tier, country, currency;
