import type { ClientDirective } from 'astro';
import { yieldToBrowser } from '../yield-to-browser.ts';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:turn'?: boolean;
  }
}

/** The islands before, in the order of the document. */
let others: Promise<unknown> = Promise.resolve();

/**
 * `client:turn`: fetches an island at once and brings it to life after the ones before it, in a step of its own. Together they would keep a phone busy
 * for longer than it takes to notice.
 */
const turn: ClientDirective = (load) => {
  const loading = load();
  const own = others.then(async () => {
    const hydrate = await loading;
    await yieldToBrowser();
    await hydrate();
  });
  // One that fails tells Astro, and holds up nobody.
  others = own.catch(() => undefined);
  return own;
};

export default turn;
