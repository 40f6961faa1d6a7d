-- Charges that card holders dispute at their banks: the open ones first, those to be answered soonest on top.
select company_name, number, amount, currency, reason, status, answer_by, what_to_do, stripe_dispute_id
from support.card_disputes
order by closed_at is not null, answer_by;
