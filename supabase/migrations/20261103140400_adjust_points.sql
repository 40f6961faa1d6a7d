-- Why: a mistake in points is corrected by an entry with a reason; a large one by two people. And an entry made by hand must not look like an award.

-- The ledger knows awards and reversals by their source: an adjustment under such a name would stand in the way of the product's next save.
alter table public.point_entries add constraint point_entries_adjustment_source
  check (kind <> 'adjustment' or lower(split_part(source, ':', 1)) not in ('award', 'reversal', 'transfer', 'credit'));

-- Books an adjustment. In: company, points (negative takes away), the reason the member reads, a source that makes it happen once. Out: what was done.
create function private.book_adjustment(account uuid, points integer, reason text, source text) returns text language plpgsql set search_path = '' as $$
declare
  balance integer;
begin
  insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (account, 'adjustment', book_adjustment.points, 0, book_adjustment.source, btrim(book_adjustment.reason))
  returning balance_after into balance;
  return format('%s points for %s; the balance is %s.', to_char(points, 'FMSG9999999999'), (select company_name from public.accounts where id = account), balance);
end
$$;

create function private.approved_adjust_points(asked support.approvals) returns text language plpgsql set search_path = '' as $$
declare
  held public.accounts := private.hold_company(asked.account_id);
begin
  if held.closed_at is not null then
    raise sqlstate 'PT409' using message = 'account_closed';
  end if;
  return private.book_adjustment(held.id, (asked.arguments ->> 'points')::integer, asked.reason, 'support:request:' || asked.request);
end
$$;

create function support.adjust_points(account uuid, points integer, reason text, staff text, second text default null) returns text
language plpgsql set search_path = '' as $$
declare
  held public.accounts := private.hold_company(account);
  act bigint;
begin
  perform private.require_staff(staff);
  if coalesce(points, 0) = 0 then
    raise sqlstate 'PT422' using message = 'points_missing', hint = 'Give a whole number; a negative one takes points away.';
  elsif held.closed_at is not null then
    raise sqlstate 'PT409' using message = 'account_closed';
  elsif abs(points::bigint) > (select points_alone from support.settings) then
    return private.ask_second_person('adjust_points', account, format('%s points for %s', to_char(points, 'FMSG9999999999'), held.company_name),
      jsonb_build_object('points', points), reason, staff, second);
  end if;
  act := private.note_staff_action('adjust_points', account, null, reason, staff, jsonb_build_object('points', points));
  return private.book_adjustment(account, points, reason, 'support:' || act);
end
$$;
comment on function support.adjust_points(uuid, integer, text, text, text) is
  'Adds points to a company, or takes them with a negative number. The member reads the reason in the list of points. More than settings.points_alone waits for a second person (second => their address; may be left out when there is only one other). Refusals: account_not_found, account_closed, points_missing, reason_missing, staff_unknown, second_person_missing, same_person.';
