-- Every mail is written once, leased by one worker, tried again for a week, and keeps no secret when it is done.
select plan(26);

select isnt(service.enqueue_mail('reset_password', 'Aino@Kuvaamo.example', 'fi', '{"token": "t", "token_hash": "h", "code": "c", "company_name": "K"}', 'one'), null, 'a mail is stored');
select is(service.enqueue_mail('reset_password', 'aino@kuvaamo.example', 'fi', '{}', 'one'), null, 'the same key stores no second one');
select is((select array_agg(recipient) from private.mail_outbox), array['aino@kuvaamo.example'], 'its address is in lower case');
select throws_ok($$ select service.enqueue_mail('spam', 'a@b.example', 'fi', '{}') $$, '23514', null, 'a kind without template is refused');
select throws_ok(format('select service.enqueue_mail(%L, %L, %L, %L)', 'invitation', address, 'fi', '{}'), '23514', null, format('%L is no address', address))
from unnest(array['a', 'a@', '@b', 'a b@c.example', E'a@b.example\nBcc: x@y.example', repeat('x', 250) || '@b.example']) address;

select results_eq($$ select kind, recipient, locale, attempts from service.lease_mails(10) $$, $$ values ('reset_password', 'aino@kuvaamo.example', 'fi', 1) $$, 'a due mail is leased');
select is_empty($$ select * from service.lease_mails(10) $$, 'and to nobody else meanwhile');
update private.mail_outbox set leased_until = now() - interval '1 second';
select is((select attempts from service.lease_mails(10)), 2, 'a worker that died gives it back after a while');

create function tests.fail_mail() returns interval language plpgsql as $$
begin
  perform service.mail_failed(id, 'connection refused') from private.mail_outbox;
  return (select next_attempt_at - now() from private.mail_outbox);
end
$$;
update private.mail_outbox set attempts = 1;
select is(tests.fail_mail(), interval '5 seconds', 'a failed mail waits five seconds');
select is_empty($$ select * from service.lease_mails(10) $$, 'and is not leased before');
update private.mail_outbox set attempts = 2;
select is(tests.fail_mail(), interval '10 seconds', 'then ten');
update private.mail_outbox set attempts = 40;
select is(tests.fail_mail(), interval '1 hour', 'and never more than an hour');
select is((select last_error from private.mail_outbox), 'connection refused', 'the reason is kept');
select is((select gave_up_at from private.mail_outbox), null, 'within a week nothing is given up');

select service.mail_sent(id) from private.mail_outbox;
select is((select data from private.mail_outbox), '{"company_name": "K"}', 'a sent mail keeps no code and no link');
select is_empty($$ select * from service.lease_mails(10) $$, 'and is not sent again');
select tests.fail_mail();
select is((select last_error from private.mail_outbox), null, 'a late report of failure changes nothing');

select service.enqueue_mail('migration_code', 'old@kuvaamo.example', 'fi', '{"code": "123456"}', 'two');
update private.mail_outbox set created_at = now() - interval '8 days', attempts = 99 where dedupe_key = 'two';
select service.mail_failed(id, 'still down') from private.mail_outbox where dedupe_key = 'two';
select results_eq($$ select gave_up_at is not null, data from private.mail_outbox where dedupe_key = 'two' $$, $$ values (true, '{}'::jsonb) $$, 'after a week a mail is given up, and its secrets are wiped');
update private.mail_outbox set next_attempt_at = now() - interval '1 hour';
select is_empty($$ select * from service.lease_mails(10) $$, 'and not tried any more');

select service.enqueue_mail('invitation', number || '@kuvaamo.example', 'fi', '{}') from generate_series(1, 5) number;
select is((select count(*) from service.lease_mails(3)), 3::bigint, 'a worker takes no more than he asked for');
select is((select count(*) from service.lease_mails(3)), 2::bigint, 'the next one takes the rest');

select * from finish();
