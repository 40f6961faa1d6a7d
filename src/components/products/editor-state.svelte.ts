import type { Locale } from '../../i18n/locales.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import { ProductFormState } from './form-state.svelte.ts';
import { readProductId } from './read-id.ts';
import { readProduct } from './read-product.ts';

/** Loads what the form needs: the company, and the product of the address when one is changed. */
export class EditorState {
  ready = $state(false);
  error = $state<PortalError | null>(null);
  readonly form: ProductFormState;
  readonly #isNew: boolean;

  constructor(locale: Locale, isNew: boolean) {
    this.form = new ProductFormState(locale);
    this.#isNew = isNew;
  }

  /** Opens the form, or says why not in `error`. */
  async open(): Promise<void> {
    this.error = null;
    try {
      const [company, row] = await Promise.all([loadAccount(), this.#isNew ? null : readProduct(readProductId())]);
      // A link to a product of another company of the same person: the page would mix the two.
      if (row && row.account_id !== company.account_id) throw new PortalError('product_not_found');
      if (row) this.form.openRow(company.account_id, row);
      else this.form.openNew(company.account_id, company.country);
      this.ready = true;
    } catch (failure) {
      this.error = toPortalError(failure);
    }
  }
}
