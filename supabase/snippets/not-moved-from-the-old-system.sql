-- Accounts of the old system nobody has moved yet, with their products.
select old.email, old.membership_number, old.company_name, old.country, count(product.id) as products
from private.legacy_accounts old
left join private.legacy_products product on product.legacy_account_id = old.id
where old.migrated_to is null
group by old.id
order by products desc
limit 200;
