-- Why: two workers may read the same invoice at Stripe at the same time and write in the other order. Whoever read earlier must not write over what was
-- read later: whatever he knew more is announced by an event that is still to come.

create table private.invoice_reads (
  stripe_invoice_id text primary key,
  read_at timestamptz not null
);
comment on table private.invoice_reads is 'When each mirrored invoice was read at Stripe last.';
comment on column private.invoice_reads.stripe_invoice_id is 'The invoice.';
comment on column private.invoice_reads.read_at is 'A moment before Stripe was asked for what the mirror shows.';
alter table private.invoice_reads enable row level security;

-- Mirrors an invoice that was read at Stripe not before `read_at` (null: just now). News read earlier than what is mirrored change nothing.
-- Out: our id, null when the invoice is not ours or the news are old.
create function service.mirror_invoice_as_read(news jsonb, read_at timestamptz default null) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.invoice_reads as known (stripe_invoice_id, read_at)
  values (news ->> 'stripe_invoice_id', coalesce(mirror_invoice_as_read.read_at, clock_timestamp()))
  on conflict (stripe_invoice_id) do update set read_at = excluded.read_at where known.read_at <= excluded.read_at;
  if not found then
    return null;
  end if;
  return service.mirror_invoice(news);
end
$$;

grant execute on function service.mirror_invoice_as_read to service_role;
