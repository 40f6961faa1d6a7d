-- Why: a service desk must see whether a card is good without an account of ours, and nobody may learn anything by guessing. The card's QR code carries a
-- signed token; the answer to it is the state of the membership at that moment, not what was printed.

create extension if not exists pgcrypto with schema extensions;

create table private.card_keys (
  id smallint generated always as identity primary key,
  secret bytea not null default extensions.gen_random_bytes(32),
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  constraint card_keys_secret_long_enough check (length(secret) >= 32)
);
comment on table private.card_keys is 'Keys that sign membership cards. The newest signs; every one that is not retired is accepted. Never leave the database.';
comment on column private.card_keys.id is 'Stands in each token, so that it is known which key to compare with.';
comment on column private.card_keys.retired_at is 'Since when cards signed with it count as forged.';
insert into private.card_keys default values;

-- A key is retired, never rewritten or taken back into use: what was printed with it was decided upon.
create function private.guard_card_key() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op <> 'UPDATE' or (new.id, new.secret, new.created_at) is distinct from (old.id, old.secret, old.created_at) or old.retired_at is not null then
    raise sqlstate 'PT403' using message = 'not_allowed', hint = 'Use support.rotate_card_key.';
  end if;
  return new;
end
$$;
create trigger guard_card_key before update or delete on private.card_keys for each row execute function private.guard_card_key();
create trigger refuse_truncate before truncate on private.card_keys for each statement execute function private.refuse_truncate();

-- Sixteen bytes of HMAC-SHA256 over key id and membership id: nobody guesses 128 bits, and the code on the card stays coarse enough for an old camera.
create function private.card_signature(secret bytea, body bytea) returns bytea language sql immutable set search_path = '' as $$
  select substr(extensions.hmac(body, secret, 'sha256'), 1, 16)
$$;

-- The token of a membership: 2 bytes key id, 16 bytes membership id, 16 bytes signature, as base64url (46 characters). It stays the same from term to term.
create function private.card_token(membership uuid) returns text language sql stable set search_path = '' as $$
  select translate(encode(body || private.card_signature(key.secret, body), 'base64'), '+/=', '-_')
  from (select id, secret from private.card_keys where retired_at is null order by id desc limit 1) as key,
       lateral (select int2send(key.id) || uuid_send(membership) as body) as signed
$$;

-- The card of a company for one of its people, whatever his role. Out: what is printed on it, its state and the token.
-- Definer: reads the keys. Errors: membership_not_found (also for a company that is not the caller's).
create function private.membership_card(for_account uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  card jsonb;
begin
  select jsonb_build_object('company_name', account.company_name, 'number', membership.number, 'tier_code', membership.tier_code, 'state', membership.state,
           'starts_on', membership.starts_on, 'last_day', membership.ends_on - 1, 'token', private.card_token(membership.id))
  into card
  from public.memberships membership join public.accounts account on account.id = membership.account_id
  where membership.account_id = for_account and membership.state <> 'ended' and for_account = any (private.my_accounts());
  if card is null then
    raise sqlstate 'PT404' using message = 'membership_not_found';
  end if;
  return card;
end
$$;

-- Says whether a card is good now. Out: valid, and for a good one tier and last day (ends_on is the day
-- after it); nothing else about anybody. Every token that we did not sign
-- takes the same path: one signature, one look for a membership that cannot be, one refusal. Definer: asked without sign-in.
-- Errors: card_forged (not signed by us, or with a retired key).
create function private.check_membership_card(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  is_wellformed boolean := coalesce(token, '') ~ '^[A-Za-z0-9_-]{46}$';
  bytes bytea := decode(translate(case when is_wellformed then token else repeat('A', 46) end, '-_', '+/') || '==', 'base64');
  body bytea := substr(bytes, 1, 18);
  key private.card_keys;
  is_signed boolean;
  held public.memberships;
begin
  select * into key from private.card_keys where id = (get_byte(body, 0) << 8 | get_byte(body, 1)) and retired_at is null;
  -- Compared as hashes of one length, so that the time says nothing of how many bytes agree.
  is_signed := is_wellformed and key.id is not null
    and sha256(private.card_signature(coalesce(key.secret, body), body)) = sha256(substr(bytes, 19, 16));
  select * into held from public.memberships
  where id = case when is_signed then encode(substr(body, 3, 16), 'hex')::uuid else '00000000-0000-0000-0000-000000000000' end;
  if not is_signed then
    raise sqlstate 'PT422' using message = 'card_forged';
  elsif held.state in ('active', 'past_due', 'grace') then
    return jsonb_build_object('valid', true, 'tier', held.tier_code, 'until', held.ends_on - 1);
  end if;
  return jsonb_build_object('valid', false, 'tier', null, 'until', null);
end
$$;

create function public.membership_card(for_account uuid) returns jsonb language sql stable set search_path = '' as $$
  select private.membership_card(for_account)
$$;
comment on function public.membership_card(uuid) is 'The membership card of one of the caller''s companies, with the signed token for its QR code.';

create function public.check_membership_card(token text) returns jsonb language sql stable set search_path = '' as $$
  select private.check_membership_card(token)
$$;
comment on function public.check_membership_card(text) is 'Whether the membership behind a card''s token is good now. For everybody; answers only valid, tier and until.';

-- Visitors may name things of this schema from now on; what they may call is this one function.
grant usage on schema private to anon;
grant execute on function private.membership_card to authenticated;
grant execute on function private.check_membership_card to anon, authenticated;
grant execute on function public.membership_card to authenticated;
grant execute on function public.check_membership_card to anon, authenticated;

create function support.rotate_card_key(reason text, staff text, refuse_older boolean default false) returns text language plpgsql set search_path = '' as $$
declare
  made smallint;
  retired integer := 0;
begin
  perform private.note_staff_action('rotate_card_key', null, null, reason, staff, jsonb_build_object('refuse_older', refuse_older));
  insert into private.card_keys default values returning id into made;
  if refuse_older then
    update private.card_keys set retired_at = now() where id <> made and retired_at is null;
    get diagnostics retired = row_count;
  end if;
  return format('Cards are signed with key %s from now on; %s.', made,
    case when retired > 0 then 'cards shown or printed before count as forged: tell the members to open theirs again' else 'cards shown or printed before stay good' end);
end
$$;
comment on function support.rotate_card_key(text, text, boolean) is
  'Makes a new key for membership cards. With refuse_older => true all cards signed before count as forged (only after a leak: members must print theirs anew). Give why, and your address. Refusals: reason_missing, staff_unknown.';
