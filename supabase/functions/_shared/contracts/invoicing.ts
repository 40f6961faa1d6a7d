import * as z from 'zod/mini';
import { billingDetails } from './billing.ts';
import { memberCountryCodes } from './countries.ts';
import { cardSetupRequest } from './join.ts';
import { webAddress } from './text.ts';
import { isVatId, tidyVatId } from './vat-id.ts';

const ofInvoice = { accountId: z.uuid(), invoiceId: z.uuid() };

/** The part of the billing details that decides the tax. A number that cannot be one counts as none: the form says so already. */
const taxPlace = z.object({
  country: z.enum(memberCountryCodes as [string, ...string[]]),
  postalCode: z.string().check(z.trim(), z.maxLength(12)),
  vatId: z.pipe(
    z.nullish(z.string().check(z.maxLength(40))),
    z.transform((value): string | null => {
      const text = tidyVatId(value ?? '');
      return isVatId(text) ? text : null;
    }),
  ),
});

/** What a tier will cost with tax, before joining. Errors: session_expired, not_allowed, tier_not_offered, price_missing, payment_service_unavailable. */
const quoteRequest = z.object({
  action: z.literal('quote'),
  accountId: z.uuid(),
  tier: z.string().check(z.regex(/^[a-z][a-z_]{1,29}$/)),
  place: taxPlace,
});

/** Pays an open invoice with the saved card now. Errors: session_expired, not_allowed, invoice_not_found, invoice_not_open, card_missing. */
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
export type TaxPlace = z.infer<typeof taxPlace>;

/** `rate` in per cent; `reason` is Stripe's word for why (`standard_rated`, `reverse_charge`, …). Amounts in the smallest unit of `currency`. */
const quotedTax = z.object({ rate: z.nullable(z.number()), reason: z.nullable(z.string()), amountMinor: z.int() });

export const quoteAnswer = z.object({
  currency: z.string(),
  netMinor: z.int(),
  taxMinor: z.int(),
  totalMinor: z.int(),
  taxes: z.array(quotedTax),
  /** ISO days in the company's time zone: when the first invoice is issued, and when it is due. */
  issuedOn: z.string(),
  dueOn: z.string(),
});
export type QuoteAnswer = z.infer<typeof quoteAnswer>;

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
