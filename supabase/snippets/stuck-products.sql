-- Products that need help, those that would bring most points first.
select company_name, email, model_name, serial_number, why, days, missing, points_waiting, what_to_do
from support.stuck_products
order by points_waiting desc, days desc
limit 100;
