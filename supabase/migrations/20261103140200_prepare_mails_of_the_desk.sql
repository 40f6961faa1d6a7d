-- Why: the desk asks a second person by mail, and tells companies what it did for them.

-- Added to the kinds there are, whatever they are by now: other migrations add theirs.
do $$
declare
  kinds text[];
begin
  select array_agg(distinct match.found[1]) into kinds
  from regexp_matches((select pg_get_constraintdef(oid) from pg_constraint
                       where conname = 'mail_outbox_kind_is_known' and conrelid = 'private.mail_outbox'::regclass), '''([a-z_]+)''', 'g') as match (found);
  kinds := kinds || array['support_approval', 'support_notice'];
  alter table private.mail_outbox drop constraint mail_outbox_kind_is_known;
  execute format('alter table private.mail_outbox add constraint mail_outbox_kind_is_known check (kind = any (%L::text[]))', kinds);
end
$$;

-- Tells a company's people, its address for mails and further addresses what the desk did; each address once.
-- In: company, which notice (the mail's text), data for it, a key that makes it happen once, further addresses.
create function private.tell_company(account uuid, notice text, data jsonb, once text, further text[] default '{}') returns void
language sql set search_path = '' as $$
  select private.enqueue_mail('support_notice', address, company.locale,
    data || jsonb_build_object('notice', notice, 'company_name', company.company_name), once || ':' || address, company.id)
  from public.accounts company, lateral (
    select lower(company.email) as address
    union select lower(person.email) from public.account_members member join auth.users person on person.id = member.user_id where member.account_id = company.id
    union select lower(extra) from unnest(further) as extra where extra is not null) as addresses
  where company.id = account and address is not null
$$;

create view support.mail_log with (security_invoker = on) as
select mail.id as mail_id, mail.created_at, mail.kind, mail.recipient, account.company_name, mail.account_id,
       case when mail.sent_at is not null then 'sent' when mail.gave_up_at is not null then 'given up' when mail.attempts > 0 then 'failed, tried again' else 'waiting' end as state,
       mail.sent_at, mail.attempts, mail.next_attempt_at, mail.last_error,
       mail.data ->> 'notice' is null and mail.kind not in ('confirm_account', 'reset_password', 'sign_in_link', 'email_change', 'migration_code', 'support_approval')
         as can_be_resent
from private.mail_outbox mail
left join public.accounts account on account.id = mail.account_id;
comment on view support.mail_log is 'Every mail of the portal and what became of it. What stood in it is not shown: codes and links are nobody else''s business.';
comment on column support.mail_log.mail_id is 'What resend_mail asks for.';
comment on column support.mail_log.created_at is 'When the portal wrote it.';
comment on column support.mail_log.kind is 'Which mail: confirm_account is the first one, invitation the one at 500 points, and so on.';
comment on column support.mail_log.recipient is 'The address it goes to.';
comment on column support.mail_log.company_name is 'The company it is about.';
comment on column support.mail_log.account_id is 'Id of that company.';
comment on column support.mail_log.state is 'sent, waiting, failed and tried again, or given up after seven days.';
comment on column support.mail_log.sent_at is 'When the mail server took it. Whether it reached the mailbox only the other side knows.';
comment on column support.mail_log.attempts is 'How often it was tried.';
comment on column support.mail_log.next_attempt_at is 'When it is tried next, while it is not sent.';
comment on column support.mail_log.last_error is 'What the mail server said when it refused.';
comment on column support.mail_log.can_be_resent is 'False for mails with a code or a link: the member asks for a new one on the page himself.';
