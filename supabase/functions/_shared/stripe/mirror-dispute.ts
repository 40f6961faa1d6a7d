import type Stripe from 'stripe';
import { readId } from './mirror-invoice.ts';
import type { StripeTools } from './stripe-tools.ts';

/**
 * Writes a dispute of a charge as Stripe shows it, with the invoice the charge paid. Charges that paid none of our invoices are ignored. `readAt`: a
 * moment of the database's clock before Stripe was asked; what was read later is not written over.
 */
export async function mirrorDispute(
  { stripe, database }: StripeTools,
  dispute: Stripe.Dispute,
  readAt: string,
): Promise<void> {
  const intent = readId(dispute.payment_intent);
  if (!intent) return;
  const payments = await stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: intent },
    limit: 1,
  });
  const invoice = readId(payments.data[0]?.invoice);
  if (!invoice) return;
  await database('mirror_dispute', {
    news: {
      stripe_dispute_id: dispute.id,
      stripe_charge_id: readId(dispute.charge),
      stripe_invoice_id: invoice,
      amount_minor: dispute.amount,
      currency: dispute.currency.toUpperCase(),
      reason: dispute.reason,
      status: dispute.status,
      read_at: readAt,
      opened_at: readMoment(dispute.created),
      answer_by: dispute.evidence_details.due_by === null ? null : readMoment(dispute.evidence_details.due_by),
    },
  });
}

function readMoment(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
