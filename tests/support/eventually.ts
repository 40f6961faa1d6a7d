import { setTimeout as pause } from 'node:timers/promises';

/**
 * Repeats a look at the world until it succeeds: neither throws nor answers `undefined`. For what happens after an answer (mails,
 * webhooks), instead of sleeping.
 * @param options `within` is the deadline in milliseconds
 * @returns what the look answered
 * @throws the last look's error when the deadline has passed
 */
export async function eventually<Seen>(
  look: () => Seen | undefined | Promise<Seen | undefined>,
  { within = 60_000 }: { within?: number } = {},
): Promise<Seen> {
  const deadline = Date.now() + within;
  let problem: unknown;
  for (let wait = 20; ; wait = Math.min(wait * 1.5, 250)) {
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
      problem = new Error(`Nothing was there within ${within} ms.`);
    } catch (error) {
      problem = error;
    }
    if (Date.now() + wait > deadline) throw problem;
    await pause(wait);
  }
}
