import { stackFromEnvironment } from './stack.ts';

interface Fault {
  method: 'GET' | 'POST' | 'DELETE';
  /** The start of the address, so exact that it meets no other test. */
  path: string;
  /** A value the call carries, where its address alone would meet other tests: what is not used up stays. */
  about?: string;
  when?: 'before' | 'after';
  answer: 500 | 429 | 'reset' | 'delay';
  delayMilliseconds?: number;
  times: number;
}

/** Disturbs the next calls of the payment double. */
export async function orderFault(fault: Fault): Promise<void> {
  const answer = await fetch(`${stackFromEnvironment().addresses.stripe}/_double/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
