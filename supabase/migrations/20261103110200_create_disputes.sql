-- Why: a second claim on a serial is a dispute between two companies who must not learn of each other (R15). The dispute names both and is private;
-- each company sees its own side of it. Both are kept by the products table itself, whoever writes it.

create table private.disputes (
  id uuid primary key default gen_random_uuid(),
  model_id uuid not null references public.product_models (id) on delete restrict,
  serial_normalized text not null,
  claimant_product_id uuid not null references public.products (id) on delete restrict,
  holder_product_id uuid references public.products (id) on delete restrict,
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  outcome text,
  staff_action_id bigint references private.staff_actions (id) on delete restrict,
  constraint disputes_outcome_known check (outcome in ('claimant', 'holder', 'withdrawn')),
  constraint disputes_end_is_whole check ((closed_at is null) = (outcome is null))
);
comment on table private.disputes is 'Serials that two companies claim, one row per second claim. Read support.disputes instead.';
comment on column private.disputes.claimant_product_id is 'The product whose claim came second.';
comment on column private.disputes.holder_product_id is 'The product that holds the serial, or did when the dispute ended.';
comment on column private.disputes.outcome is 'claimant = the second claim got the serial; holder = the first kept it; withdrawn = the second claim was given up.';
comment on column private.disputes.staff_action_id is 'The decision of staff, with its reason; null when the companies ended it themselves.';
create unique index disputes_one_open on private.disputes (claimant_product_id) where closed_at is null;
create index disputes_claimant on private.disputes (claimant_product_id);
create index disputes_holder on private.disputes (holder_product_id);
create index disputes_serial on private.disputes (model_id, serial_normalized) where closed_at is null;
create index disputes_model on private.disputes (model_id);
create index disputes_action on private.disputes (staff_action_id);

create trigger audit after update or delete on private.disputes for each row execute function private.write_audit();

create table public.dispute_sides (
  id uuid primary key default gen_random_uuid(),
  dispute_id uuid not null references private.disputes (id) on delete restrict,
  side text not null,
  account_id uuid not null references public.accounts (id) on delete restrict,
  product_id uuid not null references public.products (id) on delete restrict,
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  outcome text,
  constraint dispute_sides_side_known check (side in ('claimant', 'holder')),
  constraint dispute_sides_outcome_known check (outcome in ('won', 'lost', 'withdrawn')),
  constraint dispute_sides_end_is_whole check ((closed_at is null) = (outcome is null))
);
comment on table public.dispute_sides is 'A dispute as one of its two companies sees it; nothing here tells of the other one.';
comment on column public.dispute_sides.side is 'claimant = this company claimed the serial second; holder = it had it before.';
create unique index dispute_sides_one_open on public.dispute_sides (dispute_id, side) where closed_at is null;
create index dispute_sides_dispute on public.dispute_sides (dispute_id);
create index dispute_sides_product on public.dispute_sides (product_id);
create index dispute_sides_account on public.dispute_sides (account_id, opened_at desc);

alter table public.dispute_sides enable row level security;
create policy "Members see their company's side of a dispute" on public.dispute_sides for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]));
grant select on public.dispute_sides to authenticated;

-- Model and serial as typed, for mails about a product.
create function private.name_product(product_id uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('product_id', product.id, 'model', model.name, 'serial', product.serial_number)
  from public.products product join public.product_models model on model.id = product.model_id where product.id = name_product.product_id
$$;

-- Ends a dispute on both sides, closes its case when it was decided, and tells the companies.
-- The one who held the serial is told unless he gave it up himself; the claimant is told unless he gave up himself.
create function private.close_dispute(dispute_id uuid, outcome text) returns void language plpgsql security definer set search_path = '' as $$
declare
  ended private.disputes;
  side record;
begin
  update private.disputes set closed_at = clock_timestamp(), outcome = close_dispute.outcome
  where id = dispute_id and closed_at is null returning * into ended;
  if not found then
    return;
  end if;
  for side in
    update public.dispute_sides open_side set closed_at = clock_timestamp(),
      outcome = case when close_dispute.outcome = 'withdrawn' then 'withdrawn' when close_dispute.outcome = open_side.side then 'won' else 'lost' end
    where open_side.dispute_id = ended.id and open_side.closed_at is null returning open_side.*
  loop
    if close_dispute.outcome <> 'withdrawn' and (side.side = 'claimant' or close_dispute.outcome = 'holder'
      or exists (select from public.products where id = side.product_id and claim = 'lost')) then
      perform private.mail_company(side.account_id, 'dispute_decided', private.name_product(side.product_id) || jsonb_build_object('outcome', side.outcome),
        'dispute_decided:' || ended.id || ':' || side.side);
    end if;
  end loop;
  if close_dispute.outcome <> 'withdrawn' then
    update public.support_cases set state = 'closed' where product_id = ended.claimant_product_id and topic = 'disputed_serial' and state <> 'closed';
  end if;
end
$$;

-- Warns every member of staff that somebody claims a serial reported stolen; once a dispute. The claimant is told nothing of it.
create function private.warn_of_stolen_serial(dispute_id uuid) returns void language sql security definer set search_path = '' as $$
  select private.enqueue_mail('stolen_serial_claimed', known.email, 'en',
    private.name_product(dispute.claimant_product_id) || jsonb_build_object('name', known.name, 'dispute_id', dispute.id, 'company_name', account.company_name,
      'reference', (select c.reference from public.support_cases c where c.product_id = dispute.claimant_product_id order by c.case_number desc limit 1)),
    'stolen_serial_claimed:' || dispute.id || ':' || known.email, account.id)
  from private.disputes dispute
  join public.products product on product.id = dispute.claimant_product_id
  join public.accounts account on account.id = product.account_id
  cross join support.staff known
  where dispute.id = warn_of_stolen_serial.dispute_id and known.is_active
$$;

-- Brings the disputes of a serial in line with its claims: ends those that are over, opens new ones, follows the serial to another holder.
-- Safe to repeat. The caller holds the lock of the serial (prepare_product took it before the claim changed).
create function private.settle_disputes(for_model uuid, serial text) returns void language plpgsql security definer set search_path = '' as $$
declare
  holder public.products;
  found_dispute record;
begin
  for found_dispute in
    select dispute.id, case
        when product.removed_at is not null or product.model_id <> for_model or product.serial_normalized is distinct from serial then 'withdrawn'
        when product.claim = 'held' then 'claimant' else 'holder' end as outcome
    from private.disputes dispute join public.products product on product.id = dispute.claimant_product_id
    where dispute.model_id = for_model and dispute.serial_normalized = serial and dispute.closed_at is null
      and not (product.claim = 'disputed' and product.model_id = for_model and product.serial_normalized is not distinct from serial)
  loop
    perform private.close_dispute(found_dispute.id, found_dispute.outcome);
  end loop;

  with claims as (
    insert into private.disputes (model_id, serial_normalized, claimant_product_id)
    select for_model, serial, product.id from public.products product
    where product.model_id = for_model and product.serial_normalized = serial and product.claim = 'disputed' and product.removed_at is null
      and not exists (select from private.disputes open_one where open_one.claimant_product_id = product.id and open_one.closed_at is null)
    order by product.created_at, product.id
    returning id, claimant_product_id
  )
  insert into public.dispute_sides (dispute_id, side, account_id, product_id)
  select claims.id, 'claimant', product.account_id, product.id from claims join public.products product on product.id = claims.claimant_product_id;

  select * into holder from public.products where model_id = for_model and serial_normalized = serial and claim = 'held';
  if not found then
    return;
  end if;
  for found_dispute in
    select id, holder_product_id from private.disputes where model_id = for_model and serial_normalized = serial and closed_at is null order by opened_at, id
  loop
    if found_dispute.holder_product_id is distinct from holder.id then
      update public.dispute_sides set closed_at = clock_timestamp(), outcome = 'withdrawn'
      where dispute_id = found_dispute.id and side = 'holder' and closed_at is null;
      update private.disputes set holder_product_id = holder.id where id = found_dispute.id;
      insert into public.dispute_sides (dispute_id, side, account_id, product_id) values (found_dispute.id, 'holder', holder.account_id, holder.id);
      -- Once a day and product, or typing somebody's serial again and again would fill his mailbox.
      perform private.mail_company(holder.account_id, 'dispute_opened', private.name_product(holder.id), 'dispute_opened:' || holder.id || ':' || current_date);
    end if;
    if holder.state = 'stolen' then
      perform private.warn_of_stolen_serial(found_dispute.id);
    end if;
  end loop;
end
$$;

create function private.follow_claims() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.serial_normalized is not null
     and (new.model_id <> old.model_id or new.serial_normalized is distinct from old.serial_normalized) then
    perform private.settle_disputes(old.model_id, old.serial_normalized);
  end if;
  if new.serial_normalized is not null then
    perform private.settle_disputes(new.model_id, new.serial_normalized);
  end if;
  return null;
end
$$;
-- Named to run after settle_product, which passes a serial on, and after open_dispute_…, which makes the case.
create trigger settle_product_disputes_on_insert after insert on public.products
  for each row when (new.claim = 'disputed') execute function private.follow_claims();
create trigger settle_product_disputes_on_update after update on public.products
  for each row when (
    ((old.claim = 'disputed' or new.claim = 'disputed' or old.claim = 'held')
      and (new.claim <> old.claim or new.model_id <> old.model_id or new.serial_normalized is distinct from old.serial_normalized))
    or (new.state = 'stolen' and old.state <> 'stolen'))
  execute function private.follow_claims();

-- Claims that were disputed before there were disputes.
do $$
begin
  perform private.settle_disputes(model_id, serial_normalized)
  from (select distinct model_id, serial_normalized from public.products where claim = 'disputed') as serials;
end
$$;
