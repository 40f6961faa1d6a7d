-- Why: a stolen product that is removed or typed anew frees its serial, and the next to register it would hold it with nobody warned.

-- A stolen product keeps its serial for as long as it is stolen: freed, the next to register it would hold it and nobody would be warned.
create function private.keep_stolen_serial() returns trigger language plpgsql set search_path = '' as $$
begin
  raise sqlstate 'PT409' using message = 'product_stolen', hint = 'Mark it as found first.';
end
$$;
-- For members only: the desk merges accounts and moves products. Named to come before prepare_product.
create trigger keep_stolen_serial before update on public.products
  for each row when (old.state = 'stolen' and new.state = 'stolen' and coalesce(current_setting('role', true), 'none') = 'authenticated'
    and (new.removed_at is distinct from old.removed_at or new.model_id <> old.model_id or new.serial_number is distinct from old.serial_number))
  execute function private.keep_stolen_serial();
