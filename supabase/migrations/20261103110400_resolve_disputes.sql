-- Why: support decides whose serial it is; points and mails follow in the same transaction, and the log says who decided and why.

-- Waits for the right to book on companies' balances, in one order for everybody. As lock_balances, for functions that are called and not
-- triggered: they may not make a balance's row, and need not, because who has something to lose has one.
create function private.lock_existing_balances(accounts uuid[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform from public.point_balances where account_id = any (accounts) order by account_id for update;
end
$$;

-- Decides a dispute for its claimant or its holder. Safe twice: the same decision again changes nothing.
-- The claimant wins: the holder's product is lost (its points are reversed) and the claimant's holds the serial (and earns, when complete).
-- The holder keeps it: the claimant's claim is lost. Further claims on the serial stay open, against whoever holds it now.
-- In: id of the dispute (or of the claimant's product), 'claimant' or 'holder', why, e-mail address of the member of staff. Out: a sentence.
-- Errors: invalid_input, dispute_not_open (unknown, or over with another outcome), those of private.note_staff_action.
create function support.resolve_dispute(dispute uuid, decision text, reason text, staff text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  decided private.disputes;
  action bigint;
  claimed_at timestamptz;
begin
  if decision is null or decision not in ('claimant', 'holder') then
    raise sqlstate 'PT422' using message = 'invalid_input', hint = 'Decide for ''claimant'' or for ''holder''.';
  end if;
  select d.* into decided from private.disputes d
  where d.id = dispute or d.claimant_product_id = dispute order by d.closed_at is null desc, d.opened_at desc limit 1;
  action := private.note_staff_action('resolve_dispute', (select account_id from public.products where id = decided.claimant_product_id), decided.id::text, reason, staff,
    jsonb_build_object('decision', decision));

  -- Rows, serial, balances: the order of everybody who changes products.
  perform from public.products where id in (decided.claimant_product_id, decided.holder_product_id) order by id for no key update;
  perform private.lock_serials(array[private.serial_lock(decided.model_id, decided.serial_normalized)]);
  select d.* into decided from private.disputes d where d.id = decided.id for update;
  if decided.closed_at is not null and decided.staff_action_id is not null and decided.outcome = decision then
    return 'This was decided so before; nothing has changed.';
  elsif decided.id is null or decided.closed_at is not null then
    raise sqlstate 'PT409' using message = 'dispute_not_open', hint = 'See support.disputes for how it ended.';
  end if;
  perform private.lock_existing_balances((select array_agg(account_id) from public.products where id in (decided.claimant_product_id, decided.holder_product_id)));
  update private.disputes set staff_action_id = action where id = decided.id;

  if decision = 'holder' then
    update public.products set claim = 'lost' where id = decided.claimant_product_id;
  else
    -- A serial given up goes to its oldest claim (settle_product); for that moment the winner's is the oldest.
    select created_at into claimed_at from public.products where id = decided.claimant_product_id;
    update public.products set created_at = '-infinity' where id = decided.claimant_product_id;
    update public.products set claim = 'lost' where id = decided.holder_product_id;
    update public.products set created_at = claimed_at where id = decided.claimant_product_id;
  end if;
  return case decision when 'holder' then 'Decided: the company that had the serial first keeps it. Both companies are told by mail.'
    else 'Decided: the serial goes to the company that claimed it. Both companies are told by mail.' end;
end
$$;
comment on function support.resolve_dispute is 'Decides whose serial it is. dispute: an id from support.disputes; decision: claimant or holder; then why, and your e-mail address. Points and mails to both companies follow by themselves; the same decision twice changes nothing.';

-- Makes a link to a proof for ten minutes. In: id from support.proofs, why, e-mail address of the member of staff.
-- Out: a path to append to the project's API address. Errors: proof_not_found, those of private.note_staff_action.
create function support.open_proof(proof uuid, reason text, staff text) returns text language plpgsql security definer set search_path = '' as $$
declare
  token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  noted public.purchase_proofs;
begin
  select p.* into noted from public.purchase_proofs p where p.id = proof and p.stored_at is not null;
  if not found then
    raise sqlstate 'PT404' using message = 'proof_not_found';
  end if;
  insert into private.proof_links (token_hash, proof_id, staff_action_id, expires_at)
  values (sha256(convert_to(token, 'UTF8')), noted.id,
    private.note_staff_action('open_proof', noted.account_id, noted.id::text, reason, staff), now() + interval '10 minutes');
  return '/functions/v1/claims?token=' || token;
end
$$;
comment on function support.open_proof is 'Makes a link to a proof of purchase. proof: an id from support.proofs; then why, and your e-mail address. Append the answer to the API address of the project and open it within ten minutes; the file is downloaded.';
