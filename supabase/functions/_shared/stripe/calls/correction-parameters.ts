import type Stripe from 'stripe';
import * as z from 'zod/mini';

/** What every later step of a correction needs: `private.queue_correction_step`. Invoices by their ids at Stripe. */
export const correctionStep = z.object({
  correction_id: z.uuid(),
  old_invoice: z.string(),
  new_invoice: z.string(),
});
export type CorrectionStep = z.infer<typeof correctionStep>;

/** What of an invoice is not credited yet, in the smallest unit. */
export function readUncredited(invoice: Stripe.Invoice): number {
  return invoice.total - invoice.pre_payment_credit_notes_amount - invoice.post_payment_credit_notes_amount;
}
