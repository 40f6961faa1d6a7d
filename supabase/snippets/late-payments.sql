-- Money that came for memberships that had ended already, and waits for an agreement with the company.
select company_name, number, total_minor / 100.0 as total, currency, paid_at, ended_on, end_reason, is_member_again, email, invoice_id from support.late_payments order by paid_at;
