import * as z from 'zod/mini';
import type { PayNowAnswer } from '../_shared/contracts/invoicing.ts';
import { webAddress } from '../_shared/contracts/text.ts';
import { Refusal } from '../_shared/refusal.ts';
import { drainAccount, readCall } from '../_shared/stripe/run-calls.ts';
import type { Tools } from './tools.ts';

const requested = z.object({ call: z.uuid(), page: z.nullable(webAddress) });
const result = z.object({ outcome: z.enum(['paid', 'declined', 'open_page', 'gone']) });

/** Pays an open invoice with the saved card; a second click while it is under way is the same payment. */
export async function payNow(
  tools: Tools,
  person: string,
  wish: { accountId: string; invoiceId: string },
): Promise<PayNowAnswer> {
  const { call, page } = requested.parse(
    await tools.database('request_payment', { person, for_account: wish.accountId, invoice: wish.invoiceId }),
  );
  await drainAccount(tools, wish.accountId);
  tools.inBackground('invoicing', tools.deliver);
  const made = await readCall(tools, call);
  if (made.state === 'waiting') return { outcome: 'later', pageUrl: page };
  const outcome = made.state === 'done' ? result.parse(made.result).outcome : 'declined';
  if (outcome === 'gone') throw new Refusal('invoice_not_open');
  return { outcome, pageUrl: page };
}
