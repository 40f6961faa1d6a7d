import { isMissing } from '../failures.ts';
import { mirrorInvoice } from '../mirror-invoice.ts';
import { correctionStep } from './correction-parameters.ts';
import { defineCall } from './stripe-call.ts';

/** Issues the new invoice of a correction. Where the old one was paid, its credit pays this one in the same moment. */
export const finalizeCorrection = defineCall({
  parameters: correctionStep,
  run: async (tools, call) => {
    const id = call.parameters.new_invoice;
    const draft = await tools.stripe.invoices.retrieve(id);
    const issued =
      draft.status === 'draft'
        ? await tools.stripe.invoices.finalizeInvoice(id, { auto_advance: false }, { idempotencyKey: call.id })
        : draft;
    await mirrorInvoice(tools, issued, call.leasedAt);
    return { status: issued.status };
  },
  find: async (tools, call) => {
    try {
      const invoice = await tools.stripe.invoices.retrieve(call.parameters.new_invoice);
      if (invoice.status === 'draft') return undefined;
      await mirrorInvoice(tools, invoice, call.leasedAt);
      return { status: invoice.status };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
});
