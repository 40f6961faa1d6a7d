import type Stripe from 'stripe';
import { describeTaxes, listRateIds } from './describe-document.ts';
import { mirrorInvoice, readId } from './mirror-invoice.ts';
import type { StripeTools } from './stripe-tools.ts';
import { readTaxRates } from './tax-rates.ts';

/**
 * Writes a credit note as Stripe shows it now, and the invoice it belongs to, which shows what is left. Those of strangers are ignored.
 * @param readAt a moment of the database's clock before Stripe was asked
 */
export async function mirrorCreditNote(tools: StripeTools, note: Stripe.CreditNote, readAt?: string): Promise<void> {
  const invoice = await tools.stripe.invoices.retrieve(readId(note.invoice) ?? '');
  await mirrorInvoice(tools, invoice, readAt);
  const taxes = note.total_taxes ?? [];
  const lineTaxes = note.lines.data.flatMap((line) => line.taxes ?? []);
  const rates = await readTaxRates(tools.stripe, listRateIds([...taxes, ...lineTaxes]));
  const tax = taxes.reduce((sum, { amount }) => sum + amount, 0);
  await tools.database('mirror_credit_note', {
    news: {
      stripe_credit_note_id: note.id,
      stripe_invoice_id: invoice.id,
      number: note.number,
      status: note.status,
      subtotal_minor: note.total - tax,
      tax_minor: tax,
      total_minor: note.total,
      to_balance_minor: await readCredit(tools.stripe, note),
      issued_at: new Date((note.effective_at ?? note.created) * 1000).toISOString(),
      memo: note.memo,
      pdf_url: note.pdf,
      taxes: describeTaxes(taxes, rates),
      lines: note.lines.data.map((line) => {
        const [lineTax] = describeTaxes(line.taxes ?? [], rates);
        return {
          description: line.description,
          quantity: line.quantity ?? 1,
          amount_minor: line.amount,
          tax_rate: lineTax?.rate ?? null,
          tax_reason: lineTax?.reason ?? null,
          tax_minor: lineTax?.tax_minor ?? 0,
        };
      }),
    },
  });
}

/** How much of a credit note became credit of the customer, in the smallest unit. */
async function readCredit(stripe: Stripe, note: Stripe.CreditNote): Promise<number> {
  const entry = note.customer_balance_transaction;
  const customer = readId(note.customer);
  if (!entry || !customer) return 0;
  if (typeof entry !== 'string') return -entry.amount;
  return -(await stripe.customers.retrieveBalanceTransaction(customer, entry)).amount;
}
