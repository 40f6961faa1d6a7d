import type { Locale } from '../../i18n/locales.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { paths } from '../../lib/paths.ts';
import type { ProductRow } from '../products/product-row.ts';
import { readProductId } from '../products/read-id.ts';
import { readProduct } from '../products/read-product.ts';
import { makeRelease, readOpenRelease, withdrawRelease } from './api.ts';

/** Handing a product over: the link, made and withdrawn. */
export class ReleaseState {
  product = $state.raw<ProductRow | null>(null);
  /** The link for the buyer, only after it was made here. */
  link = $state('');
  /** Until when an open link works, whoever made it. */
  expiresAt = $state<string | null>(null);
  busy = $state<'make' | 'withdraw' | null>(null);
  withdrawn = $state(false);
  /** The page could not be loaded. */
  error = $state<PortalError | null>(null);
  /** An act was refused. */
  failure = $state<PortalError | null>(null);
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  async open(): Promise<void> {
    this.error = null;
    try {
      const id = readProductId();
      const [product, expiresAt] = await Promise.all([readProduct(id), readOpenRelease(id)]);
      this.expiresAt = expiresAt;
      this.product = product;
    } catch (failure) {
      this.error = toPortalError(failure);
    }
  }

  async make(): Promise<void> {
    await this.#act('make', async (id) => {
      const made = await makeRelease(id);
      this.link = new URL(paths.acceptProduct(this.#locale, made.token), location.origin).href;
      this.expiresAt = made.expires_at;
    });
  }

  async withdraw(): Promise<void> {
    await this.#act('withdraw', async (id) => {
      await withdrawRelease(id);
      this.link = '';
      this.expiresAt = null;
      this.withdrawn = true;
    });
  }

  async #act(name: 'make' | 'withdraw', work: (id: string) => Promise<void>): Promise<void> {
    if (this.busy || !this.product) return;
    this.busy = name;
    this.failure = null;
    this.withdrawn = false;
    try {
      await work(this.product.id);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
    this.busy = null;
  }
}
