-- Everybody who ever registered a serial of a model, in the form serials are compared in.
select product.id as product_id, account.company_name, product.account_id, product.serial_number, product.claim, product.created_at, product.removed_at
from public.products product
join public.product_models model on model.id = product.model_id
join public.accounts account on account.id = product.account_id
where model.code = 'VK-X1' and product.serial_normalized = private.normalize_serial('123-456', model.strips_leading_zeros)
order by product.created_at;
