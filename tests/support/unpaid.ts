import type { Member } from './members.ts';
import { sql } from './stack.ts';

/**
 * Puts a membership into a state of those who have not paid, for an invoice that was due a month ago; without one the jobs would set it right again.
 * It is in that state from a day far ahead: the tests of money move the jobs' clock by months meanwhile, and the jobs end by that clock what has
 * been suspended for a month.
 */
export async function leaveUnpaid({ accountId }: Member, state: 'past_due' | 'suspended'): Promise<void> {
  await sql`
    select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', 'in_late_' || id, 'membership_id', id, 'status', 'open', 'number', 'LATE-1',
      'currency', currency, 'subtotal_minor', amount_minor, 'tax_minor', 0, 'total_minor', amount_minor, 'amount_due_minor', amount_minor,
      'amount_paid_minor', 0, 'issued_at', private.clock() - interval '61 days', 'due_at', private.clock() - interval '31 days',
      'hosted_url', 'https://pay.example/late'))
    from public.memberships where account_id = ${accountId}`;
  await sql`
    update public.memberships set state = ${state}, state_since = private.clock() + interval '2 years',
      unpaid_since = (select min(due_on) from public.invoices where account_id = ${accountId})
    where account_id = ${accountId}`;
}
