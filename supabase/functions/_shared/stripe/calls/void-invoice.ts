import * as z from 'zod/mini';
import { mirrorInvoice } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { defineCall, requireId } from './stripe-call.ts';

/** `void_invoice`: an unpaid invoice is taken back; nobody owes it any more. Out: its status. */
export const voidInvoice = defineCall({
  parameters: z.object({}),

  async run(tools, call) {
    const id = requireId(call.invoice, 'such invoice');
    try {
      const voided = await tools.stripe.invoices.voidInvoice(id, {}, { idempotencyKey: call.id });
      await mirrorInvoice(tools, voided, call.leasedAt);
      return { status: voided.status };
    } catch (error) {
      if ((await readStatus(tools, id, call.leasedAt)) === 'void') return { status: 'void' };
      throw error;
    }
  },

  async find(tools, call) {
    const status = await readStatus(tools, requireId(call.invoice, 'such invoice'), call.leasedAt);
    return status === 'void' ? { status } : undefined;
  },
});

async function readStatus(tools: StripeTools, id: string, readAt: string): Promise<string | null> {
  const invoice = await tools.stripe.invoices.retrieve(id);
  await mirrorInvoice(tools, invoice, readAt);
  return invoice.status;
}
