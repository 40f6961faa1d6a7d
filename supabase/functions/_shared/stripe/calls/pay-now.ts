import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { readChargeFailure } from '../charge-outcome.ts';
import { mirrorInvoice } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { type CallToMake, defineCall, requireId } from './stripe-call.ts';

const parameters = z.object({ payment_method: z.string() });
type Payment = CallToMake<z.infer<typeof parameters>>;

/**
 * Pays an open invoice with the saved card while the member is there: he asked for it and waits. What the card answers is a result, not a failure;
 * it is told on the page and changes nothing about the charge on the due date. Result: `{ outcome }`: paid, declined, open_page, gone.
 */
export const payNow = defineCall({
  parameters,
  run: async (tools, call) => {
    const { status, id } = await readInvoice(tools, call);
    return status === 'open' ? pay(tools, call, id) : { outcome: status === 'paid' ? 'paid' : 'gone' };
  },
  // Open means that no payment went through; the member may try again by himself.
  find: async (tools, call) => ({ outcome: (await readInvoice(tools, call)).status === 'paid' ? 'paid' : 'gone' }),
});

async function pay(tools: StripeTools, call: Payment, invoice: string) {
  const { payment_method } = call.parameters;
  try {
    const paid = await tools.stripe.invoices.pay(
      invoice,
      { payment_method, off_session: false },
      { idempotencyKey: call.id },
    );
    await mirrorInvoice(tools, paid, call.leasedAt);
    return { outcome: paid.status === 'paid' ? 'paid' : 'open_page' };
  } catch (error) {
    const failure = readChargeFailure(error);
    if (failure === 'unreachable') throw error;
    if ((await readInvoice(tools, call)).status === 'paid') return { outcome: 'paid' };
    return { outcome: failure === 'action_required' ? 'open_page' : 'declined' };
  }
}

async function readInvoice(tools: StripeTools, call: Payment): Promise<Stripe.Invoice> {
  const invoice = await tools.stripe.invoices.retrieve(requireId(call.invoice, 'invoice'));
  await mirrorInvoice(tools, invoice, call.leasedAt);
  return invoice;
}
