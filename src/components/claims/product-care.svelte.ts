import { loadAccount } from '../../lib/account.svelte.ts';
import type { ProductRow } from '../products/product-row.ts';
import { readProductId } from '../products/read-id.ts';
import { readProduct } from '../products/read-product.ts';
import { mayKeepProducts } from '../products/roles.ts';
import { readOpenRelease, readSide } from './api.ts';

/** What happened to a product, for its page. The form above says when something could not be loaded; then nothing is shown here. */
export class ProductCareState {
  product = $state.raw<ProductRow | null>(null);
  side = $state<'claimant' | 'holder' | null>(null);
  /** Until when an open release link works. */
  releasedUntil = $state<string | null>(null);

  async open(): Promise<void> {
    try {
      const company = await loadAccount();
      if (!mayKeepProducts(company)) return;
      const id = readProductId();
      const [product, side, release] = await Promise.all([readProduct(id), readSide(id), readOpenRelease(id)]);
      this.side = side;
      this.releasedUntil = release;
      this.product = product;
    } catch {
      this.product = null;
    }
  }
}
