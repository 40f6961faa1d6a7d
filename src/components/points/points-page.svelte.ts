import type { Locale } from '../../i18n/locales.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { type ErrorCode, toPortalError } from '../../lib/errors.ts';
import { leaveToSignIn, requireSession } from '../../lib/session.ts';
import { readTiers } from '../tiers/api.ts';
import type { TierRow } from '../tiers/tier-view.ts';
import { readCategories, readGapModels, readLedger, readPending } from './api.ts';
import { type CategoryBar, drawCategories } from './categories.ts';
import type { GapModel } from './gap.ts';
import { appendEntries, type LedgerEntry, pageSize } from './ledger.ts';
import type { PendingProduct } from './pending.ts';

/** What the page of the points knows and does. Everything is null until it is known. */
export class PointsPageState {
  tiers = $state.raw<readonly TierRow[] | null>(null);
  bars = $state.raw<readonly CategoryBar[] | null>(null);
  pending = $state.raw<readonly PendingProduct[]>([]);
  gap = $state.raw<readonly GapModel[]>([]);
  entries = $state.raw<readonly LedgerEntry[] | null>(null);
  hasMore = $state(false);
  isLoadingMore = $state(false);
  failure = $state<ErrorCode | null>(null);
  moreFailure = $state<ErrorCode | null>(null);
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Reads tiers, categories, what is pending, the way to the next tier and the newest entries together. */
  async load(): Promise<void> {
    this.failure = null;
    try {
      await requireSession(this.#locale);
      const { account_id: id } = await loadAccount();
      const [tiers, rows, pending, gap, entries] = await Promise.all([
        readTiers(id),
        readCategories(id),
        readPending(id),
        readGapModels(id),
        readLedger(id, null),
      ]);
      this.tiers = tiers;
      this.bars = drawCategories(rows);
      this.pending = pending;
      this.gap = gap;
      this.entries = entries;
      this.hasMore = entries.length === pageSize;
    } catch (error) {
      this.failure = await this.#explain(error);
    }
  }

  /** Appends the next page of the ledger. A second click does nothing. Out: the first new entry's id, null when nothing came. */
  async showMore(): Promise<string | null> {
    if (this.isLoadingMore || !this.entries) return null;
    this.isLoadingMore = true;
    this.moreFailure = null;
    try {
      const { account_id: id } = await loadAccount();
      const page = await readLedger(id, this.entries.at(-1)?.entry_number ?? null);
      this.entries = appendEntries(this.entries, page);
      this.hasMore = page.length === pageSize;
      return page[0]?.id ?? null;
    } catch (error) {
      this.moreFailure = await this.#explain(error);
      return null;
    } finally {
      this.isLoadingMore = false;
    }
  }

  async #explain(error: unknown): Promise<ErrorCode> {
    const { code } = toPortalError(error);
    if (code === 'session_expired') await leaveToSignIn(this.#locale);
    return code;
  }
}
