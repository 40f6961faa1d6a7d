import type { QuoteAnswer } from '../../../supabase/functions/_shared/contracts/quoted-price.ts';
import { readQuote } from './api.ts';

/** Typing goes on for a moment; only what stays is asked for. */
const pauseMilliseconds = 500;

/** What the tier costs with tax, asked for anew when the place or the VAT number changes; the newest question counts. */
export class PriceQuote {
  answer = $state.raw<QuoteAnswer | null>(null);
  state = $state<'asking' | 'known' | 'unknown'>('asking');
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks, unless it is what was asked last. */
  ask(accountId: string, tier: string, place: { country: string; postalCode: string; vatId: string }): void {
    const question = JSON.stringify([accountId, tier, place]);
    if (question === this.#asked) return;
    this.#asked = question;
    clearTimeout(this.#timer);
    this.state = 'asking';
    this.#timer = setTimeout(
      async () => {
        const answer = await readQuote(accountId, tier, place).catch(() => null);
        if (this.#asked !== question) return;
        this.answer = answer;
        this.state = answer ? 'known' : 'unknown';
      },
      this.answer ? pauseMilliseconds : 0,
    );
  }
}
