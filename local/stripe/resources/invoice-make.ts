import type { Double } from '../double.ts';
import { makeId } from '../identifiers.ts';
import { wrapList } from '../list.ts';
import type { Collections } from '../store.ts';

type Invoice = Collections['invoice'];

interface InvoiceParts {
  customer: Collections['customer'];
  currency: string;
  collectionMethod: string;
  billingReason: string;
  automaticTax: boolean;
  autoAdvance: boolean;
  periodStart: number;
  periodEnd: number;
}

/** Makes an empty draft invoice without keeping it; its customer details are copied and fixed at finalisation. */
export function makeInvoice(double: Double, parts: InvoiceParts): Invoice {
  const id = makeId('in', 24);
  const invoice: Invoice = {
    id,
    object: 'invoice',
    account_country: 'FI',
    account_name: double.sellerName,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: parts.autoAdvance,
    automatic_tax: {
      disabled_reason: null,
      enabled: parts.automaticTax,
      liability: parts.automaticTax ? { type: 'self' } : null,
      provider: parts.automaticTax ? 'stripe' : null,
      status: null,
    },
    automatically_finalizes_at: null,
    billing_reason: parts.billingReason,
    collection_method: parts.collectionMethod,
    created: double.clock.now(),
    currency: parts.currency,
    custom_fields: parts.customer.invoice_settings.custom_fields,
    customer: parts.customer.id,
    customer_account: null,
    customer_address: null,
    customer_email: null,
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: parts.customer.invoice_settings.footer,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: wrapList([], `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: parts.periodEnd,
    period_start: parts.periodStart,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
  copyCustomer(invoice, parts.customer, []);
  return invoice;
}

/** Copies the customer's details onto the invoice. */
export function copyCustomer(
  invoice: Invoice,
  customer: Collections['customer'],
  taxIds: Array<Collections['tax_id']>,
): void {
  invoice.customer_address = customer.address ?? null;
  invoice.customer_email = customer.email;
  invoice.customer_name = customer.name ?? null;
  invoice.customer_phone = customer.phone ?? null;
  invoice.customer_shipping = null;
  invoice.customer_tax_exempt = customer.tax_exempt ?? 'none';
  invoice.customer_tax_ids = taxIds.map((taxId) => ({ type: taxId.type, value: taxId.value }));
}
