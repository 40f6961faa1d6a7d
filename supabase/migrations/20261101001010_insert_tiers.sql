-- Why: the four tiers the programme ships with (product.md); "more than 2,500" is 2,501.

insert into public.tiers (code, kind, minimum_points, position) values
  ('silver', 'individual', 500, 1), ('gold', 'individual', 1000, 2), ('platinum', 'individual', 2000, 3), ('business', 'business', 2501, 4);

insert into public.tier_prices (tier_code, currency, amount_minor)
select tier, currency, amount
from (values
  ('EUR', array[9900, 19900, 34900, 69000]), ('GBP', array[8900, 17900, 31900, 62900]), ('SEK', array[109000, 219000, 389000, 769000]),
  ('DKK', array[74900, 149000, 259000, 515000]), ('NOK', array[115000, 229000, 399000, 789000]), ('CHF', array[9900, 19900, 34900, 69000]),
  ('PLN', array[42900, 85900, 149000, 297000]), ('CZK', array[249000, 499000, 869000, 1719000]),
  ('HUF', array[3990000, 7990000, 13990000, 27590000])) as prices (currency, amounts)
cross join lateral unnest(array['silver', 'gold', 'platinum', 'business'], amounts) as price (tier, amount);
