import * as z from 'zod/mini';
import { mirrorInvoice } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { CallRefused, defineCall, requireId } from './stripe-call.ts';

/**
 * `mark_paid`: the money of an invoice came to our own bank account. Out: the invoice's status. Refused when less or more is to be paid than the desk
 * saw (the member paid a part meanwhile); an invoice that was paid meanwhile is told as `was_paid_already`, for then the money came twice.
 */
export const markPaid = defineCall({
  parameters: z.object({ remaining_minor: z.int() }),

  async run(tools, call) {
    const id = requireId(call.invoice, 'such invoice');
    const seen = await tools.stripe.invoices.retrieve(id);
    if (isOpen(seen.status) && seen.amount_remaining !== call.parameters.remaining_minor) {
      throw new CallRefused(`to be paid is ${seen.amount_remaining}, not ${call.parameters.remaining_minor}`);
    }
    try {
      const paid = await tools.stripe.invoices.pay(id, { paid_out_of_band: true }, { idempotencyKey: call.id });
      await mirrorInvoice(tools, paid, call.leasedAt);
      return { status: paid.status };
    } catch (error) {
      const found = await readStatus(tools, id, call.leasedAt);
      if (found === 'paid') return { status: found, was_paid_already: true };
      throw error;
    }
  },

  async find(tools, call) {
    const status = await readStatus(tools, requireId(call.invoice, 'such invoice'), call.leasedAt);
    return status === 'paid' ? { status } : undefined;
  },
});

function isOpen(status: string | null): boolean {
  return status === 'open' || status === 'uncollectible';
}

async function readStatus(tools: StripeTools, id: string, readAt: string): Promise<string | null> {
  const invoice = await tools.stripe.invoices.retrieve(id);
  await mirrorInvoice(tools, invoice, readAt);
  return invoice.status;
}
