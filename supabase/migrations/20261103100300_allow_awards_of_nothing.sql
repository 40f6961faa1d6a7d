-- Why: a product of a model that no longer counts gets an award of 0: so its value is frozen as well (R2), and the ledger says why there is nothing.

alter table public.point_entries
  drop constraint point_entries_award_is_positive,
  add constraint point_entries_award_is_of_a_product check (
    kind <> 'award' or (points >= 0 and product_id is not null and model_id is not null and reverses_id is null)),
  drop constraint point_entries_reversal_names_its_award,
  add constraint point_entries_reversal_names_its_award check ((kind = 'reversal') = (reverses_id is not null) and (kind <> 'reversal' or points <= 0));

-- Says whether a model can be registered today.
create function private.is_registrable(model public.product_models) returns boolean language plpgsql stable set search_path = '' as $$
declare
  today date := private.catalogue_day();
begin
  return model.is_registrable and coalesce(model.registrable_from <= today, true) and coalesce(model.registrable_until >= today, true);
end
$$;
