import type Stripe from 'stripe';
import { isDefiniteRefusal } from '../failures.ts';
import { mirrorCreditNote } from '../mirror-credit-note.ts';
import { readId } from '../mirror-invoice.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { type CorrectionStep, correctionStep, readUncredited } from './correction-parameters.ts';
import { CallRefused, type CallToMake, defineCall } from './stripe-call.ts';

type Call = CallToMake<CorrectionStep>;

/**
 * Credits an invoice as a whole, line by line, because another one replaces it. What was owed of it is owed no more. What was paid becomes credit of the
 * company, which pays the new invoice when it is issued; where the new one is issued already (the old one was paid in between), the payment stands for
 * it instead. Refused where it would not be enough: the new one would be charged in full on top of it. Result: `{ credit_note, settles }`.
 */
export const creditInvoice = defineCall({
  parameters: correctionStep,
  run: async (tools, call) => (await findNote(tools, call)) ?? createNote(tools, call),
  find: findNote,
});

async function findNote(tools: StripeTools, call: Call) {
  const { data } = await tools.stripe.creditNotes.list({ invoice: call.parameters.old_invoice, limit: 100 });
  const note = data.find(({ metadata }) => metadata?.correction_id === call.parameters.correction_id);
  return note ? settle(tools, call, note) : undefined;
}

async function createNote(tools: StripeTools, call: Call) {
  const { old_invoice: id, correction_id } = call.parameters;
  const old = await tools.stripe.invoices.retrieve(id);
  const parts: Stripe.CreditNoteCreateParams = {
    invoice: id,
    ...(await describeWhole(tools, old)),
    reason: 'order_change',
    email_type: 'none',
    metadata: { correction_id },
    ...(await dividePaid(tools, call, old)),
  };
  try {
    return await settle(tools, call, await tools.stripe.creditNotes.create(parts, { idempotencyKey: call.id }));
  } catch (error) {
    if (!isDefiniteRefusal(error)) throw error;
    // Paid in the very moment between reading and crediting: it is divided anew at the next attempt.
    const { status, amount_remaining } = await tools.stripe.invoices.retrieve(id);
    if (status === old.status && amount_remaining === old.amount_remaining) throw error;
    throw new Error(`Invoice ${id} changed while it was credited`, { cause: error });
  }
}

/** All lines; of an invoice that also gives something back (an upgrade), whose lines Stripe does not credit one by one, the whole amount. */
async function describeWhole({ stripe }: StripeTools, old: Stripe.Invoice) {
  const lines: Stripe.CreditNoteCreateParams.Line[] = [];
  for await (const { id, quantity, amount } of stripe.invoices.listLineItems(old.id, { limit: 100 })) {
    if (amount <= 0) return { amount: readUncredited(old) };
    lines.push({ type: 'invoice_line_item', invoice_line_item: id, quantity: quantity ?? 1 });
  }
  return { lines };
}

/** Where the part of the credit goes that is not owed any more: to the company's balance, or to the new invoice when that is open. */
async function dividePaid({ stripe }: StripeTools, call: Call, old: Stripe.Invoice) {
  const paid = readUncredited(old) - (old.status === 'open' ? old.amount_remaining : 0);
  if (paid === 0) return {};
  const fresh = await stripe.invoices.retrieve(call.parameters.new_invoice);
  const moved = old.status === 'paid' && fresh.status === 'open' ? fresh.amount_remaining : 0;
  if (moved > paid) throw new CallRefused(`Invoice ${old.id} was paid meanwhile, which is less than ${fresh.id} needs`);
  return {
    ...(moved > 0 ? { out_of_band_amount: moved } : {}),
    ...(paid > moved ? { credit_amount: paid - moved } : {}),
  };
}

async function settle(tools: StripeTools, call: Call, note: Stripe.CreditNote) {
  await mirrorCreditNote(tools, note, call.leasedAt);
  return { credit_note: note.id, settles: (note.out_of_band_amount ?? 0) > 0, invoice: readId(note.invoice) };
}
