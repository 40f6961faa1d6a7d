import { account, refreshAccount } from '../../lib/account.svelte.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { editProducts, type ProductEdit, removeProducts } from './bulk-api.ts';
import { applyEdit } from './bulk-changes.ts';
import type { ProductListState } from './list-state.svelte.ts';
import type { Selection } from './selection.svelte.ts';

/** What was done last; `skipped`: products somebody else changed in between, which undoing left alone. */
export interface BulkResult {
  kind: 'edited' | 'undone' | 'removed';
  count: number;
  skipped: number;
  /** Balance afterwards; null when it is not known at the moment. */
  balance: number | null;
}

/** Changes and removes the ticked products; changes are shown at once and taken back when they fail. */
export class BulkState {
  busy = $state(false);
  error = $state.raw<PortalError | null>(null);
  result = $state.raw<BulkResult | null>(null);
  /** The edits that put the last change back; empty when there is nothing to undo. */
  undo = $state.raw<ProductEdit[]>([]);
  readonly #list: ProductListState;
  readonly #selection: Selection;

  constructor(list: ProductListState, selection: Selection) {
    this.#list = list;
    this.#selection = selection;
  }

  /** Saves the edits. Answers false, with everything as it was, when that fails. */
  async edit(edits: ProductEdit[]): Promise<boolean> {
    const ticked = [...this.#selection.ids];
    this.#selection.clear();
    const undo = await this.#save(edits, 'edited');
    if (undo) this.undo = undo;
    else this.#selection.set(ticked);
    return undo !== null;
  }

  /** Puts the last change back, except where somebody changed a product since. */
  async takeBack(): Promise<void> {
    const edits = this.undo;
    this.undo = [];
    // After a failure it can be tried again.
    if (edits.length > 0 && !(await this.#save(edits, 'undone'))) this.undo = edits;
  }

  /** Removes the ticked products. Answers false when that fails. */
  async remove(): Promise<boolean> {
    const ids = new Set(this.#selection.ids);
    const isDone = await this.#run(async () => {
      await removeProducts([...ids]);
      this.#selection.clear();
      this.#list.drop(ids);
      this.undo = [];
      this.result = { kind: 'removed', count: ids.size, skipped: 0, balance: await readBalance() };
    });
    return isDone;
  }

  /** Forgets what was said. */
  dismiss(): void {
    this.result = null;
    this.error = null;
    this.undo = [];
  }

  async #save(edits: ProductEdit[], kind: 'edited' | 'undone'): Promise<ProductEdit[] | null> {
    const byId = new Map(edits.map((edit) => [edit.id, edit]));
    const before = this.#list.rows.filter(({ id }) => byId.has(id));
    this.#list.replace(before.map((row) => applyEdit(row, byId.get(row.id) ?? { id: row.id })));
    let undo: ProductEdit[] | null = null;
    const isDone = await this.#run(async () => {
      const answer = await editProducts(edits);
      undo = answer.undo;
      this.#list.replace(answer.products);
      const count = answer.undo.length;
      this.result = { kind, count, skipped: edits.length - count, balance: await readBalance() };
    });
    if (!isDone) this.#list.replace(before);
    return undo;
  }

  async #run(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.error = null;
    this.result = null;
    try {
      await work();
      return true;
    } catch (failure) {
      this.error = toPortalError(failure);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

async function readBalance(): Promise<number | null> {
  await refreshAccount().catch(() => undefined);
  return account.error ? null : (account.row?.balance ?? null);
}
