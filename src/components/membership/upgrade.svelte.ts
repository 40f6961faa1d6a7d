import type { UpgradeQuote } from '../../../supabase/functions/_shared/contracts/upgrade.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { readTiers } from '../tiers/api.ts';
import { canChoose, type TierRow } from '../tiers/tier-view.ts';
import { quoteUpgrade, upgradeByQuote } from './choices-api.ts';

/** What the window knows that upgrades a membership: tiers above the held one, the chosen one, and its exact price once asked for. */
export class UpgradeState {
  /** Null until they are known. */
  tiers = $state.raw<readonly TierRow[] | null>(null);
  quote = $state.raw<UpgradeQuote | null>(null);
  error = $state.raw<PortalError | null>(null);
  busy = $state(false);
  #chosen = $state('');
  readonly #accountId: string;

  constructor(accountId: string) {
    this.#accountId = accountId;
  }

  /** Code of the chosen tier; another one needs another price. */
  get chosen(): string {
    return this.#chosen;
  }

  set chosen(code: string) {
    if (code !== this.#chosen) this.quote = null;
    this.#chosen = code;
  }

  /** Reads the tiers; the only one there is above `heldCode` is chosen. */
  async load(heldCode: string): Promise<void> {
    await this.#try(async () => {
      const rows = await readTiers(this.#accountId);
      const held = rows.find(({ code }) => code === heldCode)?.minimum_points ?? 0;
      this.tiers = rows.filter((row) => canChoose(row) && row.minimum_points > held);
      this.chosen = this.tiers[0]?.code ?? '';
    });
  }

  /** Asks what the chosen tier costs now. */
  async ask(): Promise<void> {
    await this.#try(async () => {
      this.quote = await quoteUpgrade(this.#accountId, this.chosen);
    });
  }

  /** Upgrades for the price that is shown. Out: false when it did not work; a price that is too old is asked for again. */
  async confirm(): Promise<boolean> {
    const { quote } = this;
    if (!quote) return false;
    await this.#try(() => upgradeByQuote(this.#accountId, quote.quote_id));
    if (this.error?.code === 'quote_expired') this.quote = null;
    return this.error === null;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      await work();
    } catch (failure) {
      this.error = toPortalError(failure);
    }
    this.busy = false;
  }
}
