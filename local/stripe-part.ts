import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Parts } from './parts.ts';
import { root } from './paths.ts';
import { stripe } from './settings.ts';

/** Starts the Stripe double; its webhooks go to the edge function `stripe-webhook`. */
export async function startStripe(options: {
  port: number;
  apiUrl: string;
  directory: string;
  parts: Parts;
  report: (line: string) => void;
}): Promise<void> {
  if (!existsSync(join(root, 'local', 'stripe', 'server.ts'))) return;
  const path = './stripe/server.ts';
  const { startStripeDouble } = await import(path);
  const double = await startStripeDouble({
    port: options.port,
    secretKey: stripe.secretKey,
    webhookUrl: `${options.apiUrl}/functions/v1/stripe-webhook`,
    webhookSecret: stripe.webhookSecret,
    dataFile: join(options.directory, 'stripe.json'),
    log: (line: string) => options.report(`stripe: ${line}`),
  });
  await options.parts.add('Stripe double', () => double.close());
}
