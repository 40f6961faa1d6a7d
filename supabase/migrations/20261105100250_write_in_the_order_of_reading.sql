-- Why: two workers may read the same thing at Stripe at the same time and write in the other order. Whoever read earlier must not write over what was
-- read later: whatever he knew more is announced by an event that is still to come.

create table private.stripe_reads (
  subject text primary key,
  read_at timestamptz not null
);
comment on table private.stripe_reads is 'When what is mirrored was read at Stripe last.';
comment on column private.stripe_reads.subject is 'What was read: the id of an invoice, "card of" a customer.';
comment on column private.stripe_reads.read_at is 'A moment before Stripe was asked for what the mirror shows.';

-- Whether what was read of a subject not before `read_at` (null: just now) may be written: false when something read later is there already. Until the end
-- of the transaction nobody else writes about the subject.
create function private.claim_read(subject text, read_at timestamptz) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  insert into private.stripe_reads as known (subject, read_at) values (claim_read.subject, coalesce(claim_read.read_at, clock_timestamp()))
  on conflict on constraint stripe_reads_pkey do update set read_at = excluded.read_at where known.read_at <= excluded.read_at;
  return found;
end
$$;

-- Mirrors an invoice that was read at Stripe not before `read_at` (null: just now). News read earlier than what is mirrored change nothing.
-- Out: our id, null when the invoice is not ours or the news are old.
create function service.mirror_invoice_as_read(news jsonb, read_at timestamptz default null) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  return case when private.claim_read(news ->> 'stripe_invoice_id', mirror_invoice_as_read.read_at) then service.mirror_invoice(news) end;
end
$$;

grant execute on function service.mirror_invoice_as_read to service_role;
