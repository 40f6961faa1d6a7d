import * as z from 'zod/mini';
import { chargeStates } from '../../../supabase/functions/_shared/contracts/charge-states.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';

const openInvoice = z.object({
  invoice_id: z.string(),
  /** What the saved card does about it, or that support puts it right; null where neither is the case. */
  charge: z.nullable(z.enum(chargeStates)),
  /** ISO day of the next charge; null where none is planned. */
  charge_on: z.nullable(z.string()),
  /** What has arrived by bank for it, in the smallest unit of its currency; it is 0 again once the invoice is paid from it. */
  waiting_minor: z.int(),
});
/** What happens next to an open invoice: `my_open_invoices`. */
export type OpenInvoice = z.infer<typeof openInvoice>;

/** What happens next to each open invoice, by the invoice's id. Throws a PortalError. */
export async function readOpenInvoices(accountId: string): Promise<ReadonlyMap<string, OpenInvoice>> {
  const { data, error } = await database().rpc('my_open_invoices', { for_account: accountId });
  if (error) throw toPortalError(error);
  return new Map(z.parse(z.array(openInvoice), data).map((row) => [row.invoice_id, row]));
}
