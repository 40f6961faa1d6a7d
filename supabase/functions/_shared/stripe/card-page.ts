import * as z from 'zod/mini';
import { webAddress } from '../contracts/text.ts';
import { drainAccount, readCall } from './run-calls.ts';
import type { CallTools } from './stripe-tools.ts';

const opened = z.object({ url: webAddress });

/**
 * Opens the page that saves the card of a company's current membership, for a member who waits for it. `once`: the same text answers the same page;
 * null makes a new one.
 * @returns its address; null with the reason when there is none now. Nobody waits for a page that comes later, so it is not tried again.
 */
export async function readCardPage(
  tools: CallTools,
  wish: { for_account: string; locale: string; once: string | null },
): Promise<{ page: string; error?: never } | { page: null; error: string | null }> {
  const call = z.uuid().parse(await tools.database('queue_card_page', wish));
  await drainAccount(tools, wish.for_account);
  const { state, result, error } = await readCall(tools, call);
  if (state === 'done') return { page: opened.parse(result).url };
  if (state === 'waiting') {
    await tools.database('stripe_call_failed', {
      call,
      error: error ?? 'Nobody waits for it any more',
      is_final: true,
    });
  }
  return { page: null, error };
}
