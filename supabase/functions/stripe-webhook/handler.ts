import type Stripe from 'stripe';
import { readText } from '../_shared/body.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { processEvents } from '../_shared/stripe/process-events.ts';
import type { StripeTools } from '../_shared/stripe/stripe-tools.ts';

type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground'> &
  StripeTools & { secret: string; cryptoProvider: Stripe.CryptoProvider };

/** Oldest accepted signature, in seconds. */
const tolerance = 300;
/** Events carry whole objects; an invoice with many lines is larger than a form. */
const sizeLimit = 512 * 1024;

/** Stores a signed event once and answers; what it means is looked up at Stripe afterwards (R11). */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const event = await readEvent(tools, request);
    const { object } = event.data as { object: { id?: string } };
    await tools.database('store_event', {
      event_id: event.id,
      event_type: event.type,
      object_id: object.id ?? null,
      created_at: new Date(event.created * 1000).toISOString(),
    });
    tools.inBackground('stripe-webhook', async () => {
      await processEvents(tools);
      await tools.deliver();
    });
    return Response.json({ received: true });
  };
}

async function readEvent(tools: Tools, request: Request): Promise<Stripe.Event> {
  const signature = request.headers.get('stripe-signature');
  if (!signature) throw new Refusal('webhook_signature');
  const text = await readText(request, sizeLimit);
  try {
    return await tools.stripe.webhooks.constructEventAsync(
      text,
      signature,
      tools.secret,
      tolerance,
      tools.cryptoProvider,
    );
  } catch (cause) {
    throw new Refusal('webhook_signature', { cause });
  }
}
