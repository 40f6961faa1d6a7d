-- Why: the desk looks in one place. What rules, Stripe, the life of memberships and acts of the desk leave behind are views of their own, each beside
-- what it watches; these two put them together.

alter view support.money_drift rename to stripe_drift;
alter view support.stripe_drift set schema private;
alter view support.drift rename to rule_drift;
alter view support.rule_drift set schema private;

create view support.money_drift with (security_invoker = on) as
select kind, account_id, subject, expected, found, what_to_do from private.stripe_drift
union all
select kind, account_id, subject, expected, found, what_to_do from private.life_drift
union all
select kind, account_id, subject, expected, found, what_to_do from private.desk_drift;
comment on view support.money_drift is 'Where money here and at Stripe differ and nothing repairs it by itself: always empty. One row a finding, with what to do.';
comment on column support.money_drift.kind is 'What differs.';
comment on column support.money_drift.account_id is 'The company it concerns, where that is known.';
comment on column support.money_drift.subject is 'Id of the call, event, invoice, dispute, subscription or membership.';
comment on column support.money_drift.expected is 'What should be there.';
comment on column support.money_drift.found is 'What is there.';
comment on column support.money_drift.what_to_do is 'What to do about it.';

create view support.drift with (security_invoker = on) as
select kind, account_id, subject, expected, found, what_to_do from private.rule_drift
union all
select kind, account_id, subject, expected, found, what_to_do from support.money_drift;
comment on view support.drift is 'What must never be, in points and in money: always empty. One row a finding, with what to do. Reads everything; takes seconds at a million products.';
comment on column support.drift.kind is 'Which rule is broken.';
comment on column support.drift.account_id is 'The company it concerns.';
comment on column support.drift.subject is 'Id of the company, product, membership, invoice, call or event.';
comment on column support.drift.expected is 'What should be there.';
comment on column support.drift.found is 'What is there.';
comment on column support.drift.what_to_do is 'What to do about it.';
