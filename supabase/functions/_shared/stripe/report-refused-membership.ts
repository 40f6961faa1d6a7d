import type { Database } from '../database.ts';
import { deriveId } from '../derive-id.ts';
import { describeFailure } from '../log.ts';
import { membershipOrder } from './membership-order.ts';
import type { RefusedCall } from './run-calls.ts';

/**
 * Tells the support desk, once per membership, that Stripe does not accept its data: the membership is active and has no invoice, and only people
 * can find out what is wrong. Calls without a membership are seen in `support.money_drift` alone. `desk`: the desk's address.
 */
export async function reportRefusedMembership(database: Database, desk: string, call: RefusedCall): Promise<void> {
  if (call.membershipId === null) return;
  const order = membershipOrder.parse(await database('describe_membership', { membership: call.membershipId }));
  if (order.stripe_subscription_id !== null) return;
  await database('open_support_case', {
    case_id: await deriveId(order.membership_id, 'refused-by-stripe'),
    person: null,
    for_account: null,
    topic: 'payment',
    name: order.billing.legal_name,
    // The desk's own address: the company has not written this message, so the copy is not for it.
    address: desk,
    message: [
      `Stripe does not accept the data of membership ${order.number}, so it has no invoice yet. It is tried again once a night.`,
      `Company account ${order.account_id}, invoices to ${order.billing.invoice_email}.`,
      describeFailure(call.error),
    ].join('\n'),
    locale: 'en',
    desk,
  });
}
