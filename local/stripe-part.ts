import { join } from 'node:path';
import type { Parts } from './parts.ts';
import { stripe } from './settings.ts';
import { startStripeDouble } from './stripe/server.ts';

/** Starts the Stripe double; its webhooks go to the edge function `stripe-webhook`. */
export async function startStripe(options: {
  port: number;
  apiUrl: string;
  directory: string;
  parts: Parts;
  report: (line: string) => void;
}): Promise<void> {
  const double = await startStripeDouble({
    port: options.port,
    secretKey: stripe.secretKey,
    webhookUrl: `${options.apiUrl}/functions/v1/stripe-webhook`,
    webhookSecret: stripe.webhookSecret,
    dataFile: join(options.directory, 'stripe.json'),
    log: (line) => options.report(`stripe: ${line}`),
  });
  await options.parts.add('Stripe double', () => double.close());
}
