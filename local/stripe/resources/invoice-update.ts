import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import { cancelTask } from '../tasks.ts';
import type { Wire } from '../wire.ts';
import { applyTerms, keepDraft } from './invoice-create.ts';
import { computeTotals } from './invoice-lines.ts';
import { findOwnedMethod } from './payment-methods.ts';
import { applyPaymentSettings } from './payment-settings.ts';

type Invoice = Collections['invoice'];
type Params = Wire<Stripe.InvoiceUpdateParams>;

/** What may change after finalisation; everything else is fixed then. */
const openFields = ['metadata', 'default_payment_method', 'payment_settings', 'auto_advance', 'expand'];

/** Changes a draft, or the few things of a finalised invoice that may change. */
export function updateInvoice(double: Double, invoice: Invoice, params: Params): Invoice {
  const isDraft = invoice.status === 'draft';
  const fixed = Object.keys(params).find((name) => !openFields.includes(name));
  if (!isDraft && fixed) {
    refuse(`Finalized invoices can't be updated in this way: \`${fixed}\` can only be updated on draft invoices.`, {
      code: 'invoice_not_editable',
      param: fixed,
    });
  }
  if (isDraft) updateDraft(double, invoice, params);
  invoice.metadata = mergeMetadata(invoice.metadata, params.metadata);
  invoice.payment_settings = applyPaymentSettings(invoice.payment_settings, params.payment_settings);
  if (params.default_payment_method !== undefined) {
    invoice.default_payment_method = params.default_payment_method
      ? findOwnedMethod(double, invoice.customer ?? '', params.default_payment_method, 'default_payment_method').id
      : null;
  }
  emitEvent(double, 'invoice.updated', invoice);
  return invoice;
}

function updateDraft(double: Double, invoice: Invoice, params: Params): void {
  if (params.collection_method && params.collection_method !== invoice.collection_method) {
    invoice.collection_method = params.collection_method;
    if (params.collection_method !== 'send_invoice') invoice.due_date = null;
  }
  const due_date = params.due_date || undefined;
  if (due_date !== undefined || params.days_until_due !== undefined || params.collection_method) {
    applyTerms(double, invoice, { due_date, days_until_due: params.days_until_due });
  }
  if (params.description !== undefined) invoice.description = params.description || null;
  if (params.footer !== undefined) invoice.footer = params.footer || null;
  if (params.custom_fields !== undefined) invoice.custom_fields = params.custom_fields || null;
  if (params.automatic_tax) {
    invoice.automatic_tax.enabled = params.automatic_tax.enabled;
    invoice.automatic_tax.provider = params.automatic_tax.enabled ? 'stripe' : null;
    invoice.automatic_tax.liability = params.automatic_tax.enabled ? { type: 'self' } : null;
    invoice.automatic_tax.status = null;
  }
  if (params.auto_advance !== undefined && params.auto_advance !== invoice.auto_advance) {
    invoice.auto_advance = params.auto_advance;
    invoice.automatically_finalizes_at = null;
    cancelTask(double, 'finalize_invoice', invoice.id);
    keepDraft(double, invoice);
  }
  computeTotals(double, invoice);
}
