-- Why: every mail is written in the transaction that causes it and delivered later, so a mail server that is down loses nothing.

create table private.mail_outbox (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  recipient text not null,
  locale text not null,
  data jsonb not null default '{}',
  dedupe_key text unique,
  account_id uuid,
  created_at timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  leased_until timestamptz,
  attempts integer not null default 0,
  sent_at timestamptz,
  gave_up_at timestamptz,
  last_error text,
  constraint mail_outbox_recipient_is_address check (recipient ~ '^[^@\s]+@[^@\s]+$' and length(recipient) <= 254),
  constraint mail_outbox_kind_is_known check (kind in (
    'confirm_account', 'reset_password', 'account_exists', 'password_changed', 'migration_code', 'invitation', 'membership_started',
    'invoice_issued', 'invoice_paid', 'card_declined', 'card_action_required', 'support_case_copy', 'support_case', 'sign_in_link', 'email_change'))
);
comment on table private.mail_outbox is 'Mails to send and sent. Codes and links are wiped from data once a mail is sent.';
create index mail_outbox_due on private.mail_outbox (next_attempt_at) where sent_at is null and gave_up_at is null;
create index mail_outbox_account on private.mail_outbox (account_id, created_at desc);

-- Puts a mail into the outbox. In: kind, address, locale, data for the template, a key that makes it happen once (null = always), account or null.
-- Out: id of the row, null when a mail with this key exists.
create function private.enqueue_mail(kind text, recipient text, locale text, data jsonb, dedupe_key text, account_id uuid)
returns uuid language sql security definer set search_path = '' as $$
  insert into private.mail_outbox as outbox (kind, recipient, locale, data, dedupe_key, account_id)
  values (enqueue_mail.kind, lower(enqueue_mail.recipient), enqueue_mail.locale, coalesce(enqueue_mail.data, '{}'), enqueue_mail.dedupe_key, enqueue_mail.account_id)
  on conflict (dedupe_key) do nothing
  returning outbox.id
$$;

-- For the functions send-email and create-account.
create function service.enqueue_mail(kind text, recipient text, locale text, data jsonb, dedupe_key text default null, account_id uuid default null)
returns uuid language sql security definer set search_path = '' as $$
  select private.enqueue_mail(kind, recipient, locale, data, dedupe_key, account_id)
$$;

-- Takes up to `max` mails that are due and nobody else holds; they come back if not reported within two minutes.
create function service.lease_mails(max integer)
returns table (id uuid, kind text, recipient text, locale text, data jsonb, attempts integer)
language sql security definer set search_path = '' as $$
  update private.mail_outbox as outbox
  set leased_until = now() + interval '2 minutes', attempts = outbox.attempts + 1
  where outbox.id in (
    select waiting.id from private.mail_outbox waiting
    where waiting.sent_at is null and waiting.gave_up_at is null and waiting.next_attempt_at <= now()
      and (waiting.leased_until is null or waiting.leased_until < now())
    order by waiting.next_attempt_at
    limit lease_mails.max
    for update skip locked)
  returning outbox.id, outbox.kind, outbox.recipient, outbox.locale, outbox.data, outbox.attempts
$$;

-- Reports a mail as handed to the mail server; secrets in its data are wiped.
create function service.mail_sent(mail_id uuid) returns void language sql security definer set search_path = '' as $$
  update private.mail_outbox
  set sent_at = now(), leased_until = null, last_error = null, data = data - array['token', 'token_hash', 'code']
  where id = mail_id and sent_at is null
$$;

-- Reports a failed attempt: tried again after 5 s, 10 s, 20 s … at most 1 h apart, for seven days; then given up, and its secrets wiped.
create function service.mail_failed(mail_id uuid, error text) returns void language sql security definer set search_path = '' as $$
  update private.mail_outbox
  set leased_until = null,
      last_error = left(error, 500),
      next_attempt_at = now() + least(interval '5 seconds' * power(2, least(attempts - 1, 12)), interval '1 hour'),
      gave_up_at = case when created_at < now() - interval '7 days' then now() end,
      data = case when created_at < now() - interval '7 days' then data - array['token', 'token_hash', 'code'] else data end
  where id = mail_id and sent_at is null
$$;

grant execute on function service.enqueue_mail, service.lease_mails, service.mail_sent, service.mail_failed to service_role;
