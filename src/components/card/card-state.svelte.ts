import type { Locale } from '../../i18n/locales.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { type ErrorCode, toPortalError } from '../../lib/errors.ts';
import { paths } from '../../lib/paths.ts';
import { saveFile } from '../../lib/save-file.ts';
import { leaveToSignIn, requireSession } from '../../lib/session.ts';
import { readCard } from './api.ts';
import type { CardFacts } from './facts.ts';
import type { CardWords } from './words.ts';

/** What the page of the membership card knows and does. */
export class CardState {
  /** Null until it is known. */
  card = $state.raw<CardFacts | null>(null);
  failure = $state<ErrorCode | null>(null);
  isMaking = $state(false);
  /** Name of the file that was saved last. */
  saved = $state('');
  hasFailed = $state(false);
  /** What the QR code holds: the public check page with the token in its fragment. */
  readonly address = $derived(this.#writeAddress());
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  async load(): Promise<void> {
    this.failure = null;
    try {
      await requireSession(this.#locale);
      const row = await loadAccount();
      this.card = await readCard(row.account_id);
    } catch (error) {
      this.failure = toPortalError(error).code;
      if (this.failure === 'session_expired') await leaveToSignIn(this.#locale);
    }
  }

  #writeAddress(): string | null {
    return this.card && new URL(paths.checkCard(this.#locale, this.card.token), location.origin).href;
  }

  /** Makes the PDF and saves it; what is needed for that is fetched only now. A second click while it runs does nothing. */
  async download(words: CardWords, fileName: string): Promise<void> {
    if (this.isMaking || !this.card || !this.address) return;
    this.isMaking = true;
    this.hasFailed = false;
    this.saved = '';
    try {
      const { makeCardPdf } = await import('./make-card-pdf.ts');
      const bytes = await makeCardPdf(words, this.address);
      const name = `${fileName}-${this.card.number}.pdf`;
      saveFile(name, bytes, 'application/pdf');
      this.saved = name;
    } catch {
      this.hasFailed = true;
    }
    this.isMaking = false;
  }
}
