import * as z from 'zod/mini';
import { billingDetails } from './billing.ts';
import { cardSetupRequest } from './card-setup.ts';
import { quoteRequest } from './quote.ts';
import { webAddress } from './text.ts';

const ofInvoice = { accountId: z.uuid(), invoiceId: z.uuid() };

/** Pays an open invoice with the saved card now. Errors: session_expired, not_allowed, invoice_not_found, invoice_not_open, invoice_with_support, card_missing. */
const payNowRequest = z.object({ action: z.literal('pay_now'), ...ofInvoice });

/**
 * Replaces an invoice by one with other details. Errors: session_expired, not_allowed, invalid_input, invoice_not_found, invoice_not_correctable,
 * correction_too_late, correction_running, correction_unneeded.
 */
const correctionRequest = z.object({ action: z.literal('correct'), ...ofInvoice, billing: billingDetails });

/** The e-invoice file of an issued invoice, or of a credit note of it. Errors: session_expired, not_allowed, invoice_not_found. */
const eInvoiceRequest = z.object({
  action: z.literal('e_invoice'),
  ...ofInvoice,
  creditNoteId: z.optional(z.nullable(z.uuid())),
});

/** Body of POST /functions/v1/invoicing, signed in: what members do with money besides joining. */
export const invoicingRequest = z.discriminatedUnion('action', [
  cardSetupRequest,
  quoteRequest,
  payNowRequest,
  correctionRequest,
  eInvoiceRequest,
]);
export type InvoicingRequest = z.infer<typeof invoicingRequest>;

/**
 * `paid`: done. `declined`: the card was refused. `open_page`: the bank wants to see the member, who goes on to `pageUrl`. `later`: Stripe did not
 * answer in time; what was begun is finished by itself, never twice.
 */
export const payNowAnswer = z.object({
  outcome: z.enum(['paid', 'declined', 'open_page', 'later']),
  pageUrl: z.nullable(webAddress),
});
export type PayNowAnswer = z.infer<typeof payNowAnswer>;

/** `done`: the new invoice is there. `running`: Stripe did not answer in time; jobs finish it. `failed`: support has been told. */
export const correctionAnswer = z.object({
  state: z.enum(['running', 'done', 'failed']),
  newInvoiceId: z.nullable(z.uuid()),
});
export type CorrectionAnswer = z.infer<typeof correctionAnswer>;

export const eInvoiceAnswer = z.object({ fileName: z.string(), xml: z.string() });
export type EInvoiceAnswer = z.infer<typeof eInvoiceAnswer>;
