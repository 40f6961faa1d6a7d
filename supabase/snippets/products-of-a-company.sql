-- Every product of a company with what is missing, also removed ones.
select product.id as product_id, model.code, product.serial_number, product.claim, product.is_complete, product.missing, product.created_at, product.removed_at
from public.products product
join public.product_models model on model.id = product.model_id
where product.account_id = '00000000-0000-0000-0000-000000000000'
order by product.created_at desc;
