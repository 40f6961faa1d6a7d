-- Why: limits count by address, person, company and old number; the desk released those by address alone.

create or replace function support.release_limits(address text, reason text, staff text) returns text language plpgsql set search_path = '' as $$
declare
  who text := lower(btrim(address));
  uses integer;
  codes integer;
  companies uuid[] := array(select member.account_id from public.account_members member join auth.users person on person.id = member.user_id where lower(person.email) = who);
begin
  perform private.note_staff_action('release_limits', null, who, reason, staff);
  -- Limits count by address, by person, by company and by the old number that was given.
  delete from private.quotas where key_hash in (
    select sha256(convert_to(key, 'UTF8')) from (
      select unnest(array[who, btrim(address)]) union all
      select person.id::text from auth.users person where lower(person.email) = who union all
      select unnest(companies)::text union all
      select proof.number from private.legacy_number_proofs proof where proof.account_id = any (companies)) as keys (key));
  get diagnostics uses = row_count;
  update private.legacy_proofs set codes_sent = 0, wrong_codes = 0 where email = who and proven_at is null;
  get diagnostics codes = row_count;
  update private.legacy_number_proofs set codes_sent = 0, wrong_codes = 0 where account_id = any (companies) and proven_at is null;
  return format('%s: %s limits of forms and %s of codes are released.', who, uses, codes);
end
$$;
