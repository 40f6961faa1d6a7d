import { account, loadAccount } from '../../lib/account.svelte.ts';
import type { AccountOverview } from '../../lib/account-overview.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { listProducts } from './list-api.ts';
import { type ProductQuery, wholeList } from './list-query.ts';
import { mergePages, mostRows, pageSize, replaceRows } from './pages.ts';
import type { ProductRow } from './product-row.ts';

/** The product list: rows so far, what is asked for, what is being loaded. */
export class ProductListState {
  /** Thousands of rows: replaced as a whole, never changed inside. */
  rows = $state.raw<ProductRow[]>([]);
  query = $state.raw<ProductQuery>(wholeList);
  /** Products the query finds in all; null until known. */
  total = $state<number | null>(null);
  /** False until the first answer. */
  loaded = $state(false);
  /** A first page is on its way. */
  searching = $state(false);
  loadingMore = $state(false);
  hasMore = $state(false);
  error = $state<PortalError | null>(null);
  #request = 0;
  #failedAfter: ProductRow | null = null;

  /** Reads the first page of a query; what is shown stays until the answer is there. */
  async open(query: ProductQuery = this.query): Promise<void> {
    this.query = query;
    await this.#read(null);
  }

  /** Appends the next page. A second call while one runs does nothing. */
  async showMore(): Promise<void> {
    if (this.loadingMore || this.searching) return;
    await this.#read(this.rows.at(-1) ?? null);
  }

  /** Appends all that is left. False when something failed or another query came meanwhile. */
  async showAll(): Promise<boolean> {
    const { query } = this;
    while (this.hasMore && this.query === query) {
      await this.#read(this.rows.at(-1) ?? null, mostRows);
      if (this.error) return false;
    }
    return this.query === query;
  }

  /** Asks again for what failed. */
  async retry(): Promise<void> {
    await this.#read(this.#failedAfter);
  }

  /** Shows newer copies of rows. */
  replace(newer: readonly ProductRow[]): void {
    this.rows = replaceRows(this.rows, newer);
  }

  /** Takes rows out that are no longer there. */
  drop(ids: ReadonlySet<string>): void {
    this.rows = this.rows.filter(({ id }) => !ids.has(id));
    if (this.total !== null) this.total -= ids.size;
  }

  async #read(after: ProductRow | null, most: number = pageSize): Promise<void> {
    const request = ++this.#request;
    this.error = null;
    this.searching = !after;
    this.loadingMore = Boolean(after);
    try {
      const { account_id } = await findAccount();
      const { rows, total } = await listProducts(account_id, this.query, after, most);
      // An answer that was overtaken by another query is of no use.
      if (request !== this.#request) return;
      this.rows = after ? mergePages(this.rows, rows) : rows;
      if (!after) this.total = total;
      this.hasMore = rows.length === most;
      this.loaded = true;
    } catch (failure) {
      if (request !== this.#request) return;
      this.#failedAfter = after;
      this.error = toPortalError(failure);
    }
    this.searching = false;
    this.loadingMore = false;
  }
}

/** The company's row: the copy of the last page at once, else the database's answer. */
async function findAccount(): Promise<AccountOverview> {
  const loading = loadAccount();
  // Its failure is shown by the shell; here it only counts when there is no copy.
  loading.catch(() => undefined);
  return account.row ?? loading;
}
