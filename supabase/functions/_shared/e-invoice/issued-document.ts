import * as z from 'zod/mini';

const text = z.nullable(z.string());
const minor = z.int();

const printedTax = z.object({
  rate: z.nullable(z.number()),
  reason: z.string(),
  taxable_minor: minor,
  tax_minor: minor,
});
const line = z.object({
  description: text,
  quantity: z.number(),
  amount_minor: minor,
  tax_rate: z.nullable(z.number()),
  tax_reason: text,
  period_starts_on: z.optional(text),
  period_ends_on: z.optional(text),
});
const account = z.object({ holder: z.string(), iban: text, bic: text, account_number: text, sort_code: text });

/**
 * An issued invoice as it was printed, and one of its credit notes when that is meant (`service.read_issued_invoice`). Amounts in the smallest unit,
 * days ISO 8601.
 */
export const issuedDocument = z.object({
  invoice: z.object({
    number: z.string(),
    currency: z.string(),
    subtotal_minor: minor,
    tax_minor: minor,
    total_minor: minor,
    balance_used_minor: minor,
    due_on: text,
    reference: text,
    footer: text,
    customer_name: text,
    customer_email: text,
    customer_address: z.nullable(z.object({ line1: text, line2: text, postal_code: text, city: text, country: text })),
    customer_tax_ids: z.nullable(z.array(z.object({ type: z.string(), value: text }))),
    e_invoice_address: text,
    seller: z.object({
      name: z.string(),
      street: z.string(),
      postcode: z.string(),
      city: z.string(),
      country: z.string(),
      businessId: z.string(),
      vatId: z.string(),
      eInvoiceAddress: z.string(),
      account: z.nullish(z.object({ holder: z.string(), iban: z.string(), bic: z.string() })),
    }),
    taxes: z.array(printedTax),
  }),
  issued_on: z.string(),
  lines: z.array(line),
  credit_note: z.nullable(
    z.object({
      number: z.string(),
      subtotal_minor: minor,
      tax_minor: minor,
      total_minor: minor,
      memo: text,
      issued_on: z.string(),
      taxes: z.array(printedTax),
      lines: z.array(line),
    }),
  ),
  bank: z.nullable(account),
});
export type IssuedDocument = z.infer<typeof issuedDocument>;
export type IssuedLine = z.infer<typeof line>;
export type PrintedTax = z.infer<typeof printedTax>;
