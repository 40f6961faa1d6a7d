import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { chooseMailLocale, mailTranslator } from '../../mail/translator.ts';
import { isDefiniteRefusal, isMissing } from '../failures.ts';
import { mirrorInvoice, readId, readUsedCredit } from '../mirror-invoice.ts';
import { choosePaymentSettings } from '../payment-settings.ts';
import type { StripeTools } from '../stripe-tools.ts';
import { describeTaxId, simplifyTaxId } from '../tax-id.ts';
import { CallRefused, type CallToMake, defineCall } from './stripe-call.ts';

const parameters = z.object({
  correction_id: z.uuid(),
  /** At Stripe. */
  old_invoice: z.string(),
  membership_id: z.nullable(z.string()),
  /** Due date the new invoice takes over; null: its own. */
  due_at: z.nullable(z.string()),
  days_until_due: z.int(),
  reference: z.nullable(z.string()),
  /** What the new invoice must say: the customer has it from a call before this one. */
  customer: z.object({
    name: z.string(),
    line1: z.string(),
    postal_code: z.string(),
    city: z.string(),
    country: z.string(),
    /** Absent: the correction is not about it, and the number Stripe has is good enough. */
    vat_id: z.optional(z.nullable(z.string())),
  }),
  locale: z.string(),
});
type Call = CallToMake<z.infer<typeof parameters>>;

/**
 * Makes the draft of the invoice that replaces another one: the same lines, for the customer as Stripe knows it now. The company's details are the
 * customer's already: their calls come before this one. Nothing has happened to the old invoice yet.
 * Result: `{ stripe_invoice_id, was_paid, has_credit }`; `has_credit`: credit of the company was used on the old one.
 */
export const createCorrection = defineCall({
  parameters,
  run: async (tools, call) => {
    const old = await tools.stripe.invoices.retrieve(call.parameters.old_invoice);
    if (old.status !== 'open' && old.status !== 'paid') throw new CallRefused(`Invoice ${old.id} is ${old.status}`);
    await mirrorInvoice(tools, old, call.leasedAt);
    const draft = (await findDraft(tools, call, old)) ?? (await createDraft(tools, call, old));
    try {
      await fillDraft(tools, call, old, draft);
    } catch (error) {
      // Whoever found the draft would issue it, and the company would owe both.
      if (isDefiniteRefusal(error)) await deleteDraft(tools, draft.id);
      throw error;
    }
    return { stripe_invoice_id: draft.id, was_paid: old.status === 'paid', has_credit: readUsedCredit(old) > 0 };
  },
});

async function fillDraft(tools: StripeTools, call: Call, old: Stripe.Invoice, draft: Stripe.Invoice): Promise<void> {
  if (draft.lines.data.length === 0) await copyLines(tools, call, old, draft);
  const filled = await tools.stripe.invoices.retrieve(draft.id);
  // Refused now, before the old invoice is touched, rather than when the new one is to be issued.
  if (filled.automatic_tax.status === 'requires_location_inputs')
    throw new CallRefused('The tax of the place is not known');
  if (!isAddressedTo(filled, call.parameters.customer)) throw new CallRefused('Stripe does not accept the new details');
}

/** One that is gone already is what was wanted. */
async function deleteDraft({ stripe, database }: StripeTools, id: string): Promise<void> {
  try {
    await stripe.invoices.del(id);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await database('drop_draft', { invoice: id });
}

function isAddressedTo(draft: Stripe.Invoice, wanted: Call['parameters']['customer']): boolean {
  const address = draft.customer_address;
  return (
    draft.customer_name === wanted.name &&
    // A VAT number that Stripe refused would leave the new invoice with another one, or with tax.
    (wanted.vat_id === undefined || hasVatId(draft, wanted.vat_id)) &&
    (['line1', 'postal_code', 'city', 'country'] as const).every((part) => address?.[part] === wanted[part])
  );
}

function hasVatId(draft: Stripe.Invoice, wanted: string | null): boolean {
  const numbers = (draft.customer_tax_ids ?? []).map(({ value }) => simplifyTaxId(value ?? ''));
  return numbers.join() === (wanted === null ? '' : simplifyTaxId(describeTaxId(wanted).value));
}

/** The draft of an attempt whose answer was lost carries the correction's id. */
async function findDraft(
  { stripe }: StripeTools,
  call: Call,
  old: Stripe.Invoice,
): Promise<Stripe.Invoice | undefined> {
  const { data } = await stripe.invoices.list({ customer: readId(old.customer) ?? '', status: 'draft', limit: 100 });
  return data.find(({ metadata }) => metadata?.correction_id === call.parameters.correction_id);
}

/** Stripe takes no due date that is over by its clock; the portal shows and keeps the one that is taken over. */
async function createDraft({ stripe }: StripeTools, call: Call, old: Stripe.Invoice): Promise<Stripe.Invoice> {
  const { due_at, days_until_due } = call.parameters;
  const parts = describeDraft(call, old);
  if (due_at === null) return stripe.invoices.create({ ...parts, days_until_due }, { idempotencyKey: call.id });
  try {
    const due_date = Math.floor(Date.parse(due_at) / 1000);
    return await stripe.invoices.create({ ...parts, due_date }, { idempotencyKey: call.id });
  } catch (error) {
    if (!isDefiniteRefusal(error) || (error as { param?: string }).param !== 'due_date') throw error;
    return stripe.invoices.create({ ...parts, days_until_due: 1 }, { idempotencyKey: `${call.id}:late` });
  }
}

function describeDraft(call: Call, old: Stripe.Invoice): Stripe.InvoiceCreateParams {
  const { correction_id, membership_id, reference, locale } = call.parameters;
  const translate = mailTranslator(chooseMailLocale(locale));
  return {
    customer: readId(old.customer) ?? '',
    currency: old.currency,
    collection_method: 'send_invoice',
    auto_advance: false,
    automatic_tax: { enabled: old.automatic_tax.enabled },
    pending_invoice_items_behavior: 'exclude',
    payment_settings: choosePaymentSettings(old.currency.toUpperCase()),
    custom_fields: reference ? [{ name: translate('mails.invoice.reference_label'), value: reference }] : '',
    description: translate('mails.invoice.corrects', { number: old.number ?? '' }),
    metadata: { correction_id, account_id: call.accountId, ...(membership_id ? { membership_id } : {}) },
  };
}

async function copyLines(
  { stripe }: StripeTools,
  call: Call,
  old: Stripe.Invoice,
  draft: Stripe.Invoice,
): Promise<void> {
  const lines: Stripe.InvoiceAddLinesParams.Line[] = [];
  for await (const line of stripe.invoices.listLineItems(old.id, { limit: 100 })) lines.push(describeLine(line, old));
  await stripe.invoices.addLines(draft.id, { lines }, { idempotencyKey: `${call.id}:lines` });
}

function describeLine(line: Stripe.InvoiceLineItem, old: Stripe.Invoice): Stripe.InvoiceAddLinesParams.Line {
  const product = line.pricing?.price_details?.product;
  const whole = line.quantity ?? 1;
  // A part of a term is one piece of what it cost.
  const quantity = whole > 0 && line.amount % whole === 0 ? whole : 1;
  const common = { description: line.description ?? '', period: line.period };
  // What gives something back can only be an amount: prices, also those made for a line, are never negative at Stripe. It is taxed by the tax code of the
  // account, which is that of our products as well: they have none of their own (product.ts).
  if (!product || line.amount < 0) return { ...common, amount: line.amount };
  const price = {
    currency: old.currency,
    product,
    unit_amount: line.amount / quantity,
    tax_behavior: 'exclusive' as const,
  };
  return { ...common, quantity, price_data: price };
}
