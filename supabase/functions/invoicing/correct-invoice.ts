import * as z from 'zod/mini';
import type { BillingDetails } from '../_shared/contracts/billing.ts';
import type { CorrectionAnswer } from '../_shared/contracts/invoicing.ts';
import { drainAccount } from '../_shared/stripe/run-calls.ts';
import type { Tools } from './tools.ts';

const correction = z.object({ state: z.enum(['running', 'done', 'failed']), new_invoice_id: z.nullable(z.uuid()) });

/** Replaces an invoice by one with other details; what Stripe cannot be told now is told by jobs. */
export async function correctInvoice(
  tools: Tools,
  person: string,
  wish: { accountId: string; invoiceId: string; billing: BillingDetails },
): Promise<CorrectionAnswer> {
  const { accountId, invoiceId, billing } = wish;
  const request = { person, for_account: accountId, invoice: invoiceId, billing };
  const id = z.uuid().parse(await tools.database('request_correction', request));
  await drainAccount(tools, accountId);
  tools.inBackground('invoicing', tools.deliver);
  const { state, new_invoice_id } = correction.parse(await tools.database('read_correction', { correction: id }));
  return { state, newInvoiceId: new_invoice_id };
}
