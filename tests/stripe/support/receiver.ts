import { createServer } from 'node:http';
import Stripe from 'stripe';

/** A real webhook receiver on this machine that accepts only well signed events. */
export interface Receiver {
  url: string;
  /** Types of the accepted events in order of arrival. */
  types(): string[];
  events(): Stripe.Event[];
  /** Signature failures; a sound double causes none. */
  refused(): string[];
  /** The next events are answered with 500. */
  failNext(count: number): void;
  close(): Promise<void>;
}

/** Starts a receiver on any free port. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const stripe = new Stripe('sk_test_receiver');
  const accepted: Stripe.Event[] = [];
  const refused: string[] = [];
  let failures = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (failures > 0) {
        failures -= 1;
        response.writeHead(500).end();
        return;
      }
      try {
        const signature = String(request.headers['stripe-signature']);
        accepted.push(stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, secret));
        response.writeHead(200).end();
      } catch (error) {
        refused.push(String(error));
        response.writeHead(400).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    types: () => accepted.map((event) => event.type),
    events: () => accepted,
    refused: () => refused,
    failNext: (count) => {
      failures = count;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
