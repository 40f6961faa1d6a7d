import Stripe from 'stripe';
import { startStripeDouble } from '../../../local/stripe/server.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const secretKey = 'sk_test_double';
const webhookSecret = 'whsec_double';

/** A running double, the official client that speaks to it, and a receiver of its events. */
export interface Stack {
  url: string;
  stripe: Stripe;
  receiver: Receiver;
  /** Moves the double's clock forward. */
  advance(seconds: number): Promise<void>;
  /** Waits until no event is on its way. */
  settle(): Promise<void>;
  control(path: string, body?: object): Promise<Response>;
  /** Stops the double and starts it again with what it wrote down. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything on free ports of this machine. */
export async function startStack(options: { dataFile?: string } = {}): Promise<Stack> {
  const receiver = await startReceiver(webhookSecret);
  const start = () =>
    startStripeDouble({ port: 0, secretKey, webhookUrl: receiver.url, webhookSecret, dataFile: options.dataFile });
  let double = await start();
  const control = (path: string, body?: object) =>
    fetch(`${stack.url}/_double${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {});
  const stack: Stack = {
    url: double.url,
    stripe: connect(double.url),
    receiver,
    advance: async (seconds) => {
      await control('/advance', { seconds });
    },
    settle: async () => {
      await control('/idle');
    },
    control,
    restart: async () => {
      await double.close();
      double = await start();
      stack.url = double.url;
      stack.stripe = connect(double.url);
    },
    close: async () => {
      await double.close();
      await receiver.close();
    },
  };
  return stack;
}

/** Makes the official client for a double; it never repeats a call by itself. */
export function connect(url: string, key = secretKey): Stripe {
  const { port } = new URL(url);
  return new Stripe(key, { host: '127.0.0.1', port: Number(port), protocol: 'http', maxNetworkRetries: 0 });
}
