import { mirrorInvoice } from '../mirror-invoice.ts';
import { correctionStep } from './correction-parameters.ts';
import { defineCall } from './stripe-call.ts';

/** Notes the new invoice of a correction as paid: the old one was paid after the new one had been issued, and its credit note says so. */
export const settleCorrection = defineCall({
  parameters: correctionStep,
  run: async (tools, call) => {
    const id = call.parameters.new_invoice;
    const open = await tools.stripe.invoices.retrieve(id);
    const settled =
      open.status === 'open'
        ? await tools.stripe.invoices.pay(id, { paid_out_of_band: true }, { idempotencyKey: call.id })
        : open;
    await mirrorInvoice(tools, settled, call.leasedAt);
    return { status: settled.status };
  },
});
