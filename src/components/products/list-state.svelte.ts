import { account, loadAccount } from '../../lib/account.svelte.ts';
import type { AccountOverview } from '../../lib/account-overview.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { listProducts, type ProductFilter } from './api.ts';
import { mergePages, pageSize } from './pages.ts';
import type { ProductRow } from './product-row.ts';

/** The product list: rows so far, the filter, what is being loaded. */
export class ProductListState {
  rows = $state<ProductRow[]>([]);
  filter = $state<ProductFilter>('all');
  /** False until the first answer. */
  loaded = $state(false);
  loadingMore = $state(false);
  hasMore = $state(false);
  error = $state<PortalError | null>(null);
  #request = 0;

  /** Reads the first page of a filter; what is shown stays until the answer is there. */
  async open(filter: ProductFilter = this.filter): Promise<void> {
    this.filter = filter;
    await this.#read(null);
  }

  /** Appends the next page. A second call while one runs does nothing. */
  async showMore(): Promise<void> {
    if (this.loadingMore) return;
    this.loadingMore = true;
    await this.#read(this.rows.at(-1) ?? null);
    this.loadingMore = false;
  }

  async #read(after: ProductRow | null): Promise<void> {
    const request = ++this.#request;
    this.error = null;
    try {
      const { account_id } = await findAccount();
      const page = await listProducts(account_id, this.filter, after);
      // An answer that was overtaken by another filter is of no use.
      if (request !== this.#request) return;
      this.rows = after ? mergePages(this.rows, page) : page;
      this.hasMore = page.length === pageSize;
      this.loaded = true;
    } catch (failure) {
      if (request === this.#request) this.error = toPortalError(failure);
    }
  }
}

/** The company's row: the copy of the last page at once, else the database's answer. */
async function findAccount(): Promise<AccountOverview> {
  const loading = loadAccount();
  // Its failure is shown by the shell; here it only counts when there is no copy.
  loading.catch(() => undefined);
  return account.row ?? loading;
}
