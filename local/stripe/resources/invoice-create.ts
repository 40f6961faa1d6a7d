import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import { scheduleTask } from '../tasks.ts';
import type { Wire } from '../wire.ts';
import { checkCurrency } from './amounts.ts';
import { findCustomer } from './find.ts';
import { takePendingItems } from './invoice-item-lines.ts';
import { computeTotals } from './invoice-lines.ts';
import { makeInvoice } from './invoice-make.ts';
import { findOwnedMethod } from './payment-methods.ts';
import { applyPaymentSettings } from './payment-settings.ts';
import { refuseUnsupported } from './unsupported.ts';

type Invoice = Collections['invoice'];

const unsupported = [
  'account_tax_ids',
  'default_tax_rates',
  'discounts',
  'effective_at',
  'from_invoice',
  'number',
  'on_behalf_of',
  'rendering',
  'shipping_cost',
  'shipping_details',
  'subscription',
  'transfer_data',
];

/** Creates a draft invoice by hand; waiting invoice items join it when asked. */
export function createInvoice(double: Double, params: Wire<Stripe.InvoiceCreateParams>): Invoice {
  if (!params.customer) refuse('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' });
  refuseUnsupported(params, unsupported);
  const customer = findCustomer(double, params.customer, 'customer');
  const currency = (params.currency ?? customer.currency ?? 'eur').toLowerCase();
  checkCurrency(currency);
  const now = double.clock.now();
  const invoice = makeInvoice(double, {
    customer,
    currency,
    collectionMethod: params.collection_method ?? 'charge_automatically',
    billingReason: 'manual',
    automaticTax: params.automatic_tax?.enabled ?? false,
    autoAdvance: params.auto_advance ?? false,
    periodStart: now,
    periodEnd: now,
  });
  applyTerms(double, invoice, params);
  if (invoice.collection_method === 'send_invoice' && !customer.email) refuseMissingEmail();
  invoice.description = params.description ?? null;
  invoice.footer = params.footer ?? invoice.footer;
  invoice.custom_fields = params.custom_fields || invoice.custom_fields;
  invoice.metadata = mergeMetadata({}, params.metadata);
  invoice.payment_settings = applyPaymentSettings(invoice.payment_settings, params.payment_settings);
  if (params.default_payment_method) {
    invoice.default_payment_method = findOwnedMethod(
      double,
      customer.id,
      params.default_payment_method,
      'default_payment_method',
    ).id;
  }
  keepDraft(double, invoice, params.automatically_finalizes_at);
  if (params.pending_invoice_items_behavior === 'include') takePendingItems(double, invoice);
  computeTotals(double, invoice);
  emitEvent(double, 'invoice.created', invoice);
  return invoice;
}

/** Keeps a new draft and, when it advances by itself, notes when it is finalised. */
export function keepDraft(double: Double, invoice: Invoice, finalizeAt?: number): void {
  double.store.put('invoice', invoice);
  if (!invoice.auto_advance) return;
  invoice.automatically_finalizes_at = finalizeAt ?? invoice.created + double.finalizeAfterSeconds;
  scheduleTask(double, 'finalize_invoice', invoice.id, invoice.automatically_finalizes_at);
}

/** Applies due date or days until due of an invoice that is sent. Times are Unix seconds. */
export function applyTerms(
  double: Double,
  invoice: Invoice,
  params: { due_date?: number | undefined; days_until_due?: number | undefined },
): void {
  if (params.due_date === undefined && params.days_until_due === undefined) {
    if (invoice.collection_method === 'send_invoice' && invoice.due_date === null) {
      refuse('You must specify either `due_date` or `days_until_due` when `collection_method` is `send_invoice`.', {
        code: 'parameter_missing',
        param: 'days_until_due',
      });
    }
    return;
  }
  if (invoice.collection_method !== 'send_invoice') {
    refuse('You can only set `due_date` or `days_until_due` when `collection_method` is `send_invoice`.', {
      param: params.due_date === undefined ? 'days_until_due' : 'due_date',
    });
  }
  if (params.due_date !== undefined && params.days_until_due !== undefined) {
    refuse('You may only specify one of these parameters: due_date, days_until_due.', { code: 'parameters_exclusive' });
  }
  if (params.days_until_due !== undefined) {
    if (params.days_until_due < 0) {
      refuse('Invalid non-negative integer', { code: 'parameter_invalid_integer', param: 'days_until_due' });
    }
    double.store.put('setting', { id: `days:${invoice.id}`, value: params.days_until_due });
    invoice.due_date = invoice.created + params.days_until_due * 24 * 3600;
    return;
  }
  if ((params.due_date ?? 0) < double.clock.now()) {
    refuse('The invoice due date must be in the future.', { code: 'parameter_invalid_integer', param: 'due_date' });
  }
  double.store.remove('setting', `days:${invoice.id}`);
  invoice.due_date = params.due_date ?? null;
}

/** Refuses to send invoices to a customer whose address is not known. */
export function refuseMissingEmail(): never {
  refuse(
    'Missing email. In order to create invoices that are sent to the customer, the customer must have a valid email.',
    {
      code: 'missing',
      param: 'customer',
    },
  );
}
