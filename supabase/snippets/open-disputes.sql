-- Serials two companies claim, oldest first.
select * from support.disputes where state = 'open' order by opened_at;
