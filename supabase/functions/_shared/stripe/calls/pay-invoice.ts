import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { describeFailure, logFailure } from '../../log.ts';
import { type ChargeOutcome, readChargeFailure } from '../charge-outcome.ts';
import { mirrorInvoice } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { type CallToMake, defineCall, requireId } from './stripe-call.ts';

const parameters = z.object({ payment_method: z.string(), attempt: z.int() });
type Charge = CallToMake<z.infer<typeof parameters>>;
type Result = { outcome: ChargeOutcome; message: string | null };

/**
 * Charges the saved card of an invoice that is due (S8), once per row: the member may have paid on the invoice's page meanwhile, so the invoice is
 * read first and "paid already" is success. An answer of the card is a result, not a failure: `{ outcome, message }` goes to
 * `private.note_charge_outcome`, which decides about the next attempt.
 */
export const payInvoice = defineCall({
  parameters,
  run: async (tools, call) => {
    const invoice = await readInvoice(tools, call);
    if (invoice.status !== 'open') return settle(invoice.status === 'paid' ? 'paid' : 'withdrawn');
    const isWanted = await tools.database('charge_is_wanted', { call: call.id });
    return isWanted === true ? charge(tools, call, invoice.id) : settle('withdrawn');
  },
  // Open means that no charge went through: the next try, with a key of its own, cannot be a second one.
  find: async (tools, call) => {
    const { status } = await readInvoice(tools, call);
    return status === 'open' ? undefined : settle(status === 'paid' ? 'paid' : 'withdrawn');
  },
});

async function charge(tools: StripeTools, call: Charge, invoice: string): Promise<Result> {
  try {
    const paid = await tools.stripe.invoices.pay(
      invoice,
      { payment_method: call.parameters.payment_method, off_session: true },
      { idempotencyKey: call.id },
    );
    await mirrorInvoice(tools.database, paid, call.leasedAt);
    if (paid.status !== 'paid') throw new Error(`Invoice ${invoice} is ${paid.status} after it was paid`);
    return settle('paid');
  } catch (error) {
    const outcome = readChargeFailure(error);
    if (outcome === 'unreachable') throw error;
    logFailure(`charge of ${invoice}, attempt ${call.parameters.attempt}: ${outcome}`, error);
    // What counts is what Stripe's book says, not what the answer said.
    const { status } = await readInvoice(tools, call);
    return status === 'paid' ? settle('paid') : settle(outcome, describeFailure(error));
  }
}

async function readInvoice({ stripe, database }: StripeTools, call: Charge): Promise<Stripe.Invoice> {
  const invoice = await stripe.invoices.retrieve(requireId(call.invoice, 'invoice'));
  await mirrorInvoice(database, invoice, call.leasedAt);
  return invoice;
}

function settle(outcome: ChargeOutcome, message: string | null = null): Result {
  return { outcome, message };
}
