import Stripe from 'stripe';
import type { Database } from '../../../supabase/functions/_shared/database.ts';
import { createHandler } from '../../../supabase/functions/stripe-webhook/handler.ts';
import type { LabStripe } from './stripe.ts';

const secret = 'whsec_lab';

/** Hands an event of Stripe to the portal's webhook, signed, as it arrives over HTTP. */
export type SendEvent = (id: string) => Promise<void>;

/** Opens the webhook on a database; what it would do in the background is left to the jobs. */
export function openWebhook(stripe: LabStripe, database: Database): SendEvent {
  const handle = createHandler({
    stripe: stripe.outside,
    database,
    secret,
    siteUrl: 'https://portal.test',
    deliver: async () => ({ sent: 0, failed: 0 }),
    inBackground: () => {},
    cryptoProvider: Stripe.createSubtleCryptoProvider(),
  } as Parameters<typeof createHandler>[0]);
  return async (id) => {
    const payload = JSON.stringify(stripe.store.get('event', id));
    const signature = stripe.outside.webhooks.generateTestHeaderString({ payload, secret });
    const headers = { 'stripe-signature': signature };
    await handle(new Request('https://portal.test/stripe-webhook', { method: 'POST', headers, body: payload }));
  };
}
