import * as z from 'zod/mini';

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
