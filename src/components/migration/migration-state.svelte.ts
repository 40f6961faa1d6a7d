import { loadAccount, refreshAccount } from '../../lib/account.svelte.ts';
import type { AccountOverview } from '../../lib/account-overview.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { type MigrationResult, migrateProducts, previewMigration } from './api.ts';
import { chooseStep, type Step } from './choose-step.ts';
import type { PreviewRow } from './preview-row.ts';

/** The way through a migration: proof, preview, result. */
export class MigrationState {
  step = $state<Step | 'loading'>('loading');
  company = $state<AccountOverview | null>(null);
  rows = $state.raw<PreviewRow[]>([]);
  result = $state<MigrationResult | null>(null);
  moving = $state(false);
  /** A step could not be loaded. */
  error = $state<PortalError | null>(null);
  /** The migration itself failed; nothing was moved. */
  failure = $state<PortalError | null>(null);

  /** Opens the step the company is at. */
  async open(): Promise<void> {
    await this.#enter(loadAccount);
  }

  /** The address was just proven: the company may be at another step. */
  async continueProven(): Promise<void> {
    await this.#enter(refreshAccount);
  }

  async #enter(readCompany: () => Promise<AccountOverview>): Promise<void> {
    this.error = null;
    try {
      const company = await readCompany();
      this.company = company;
      const step = chooseStep(company);
      if (step === 'preview') this.rows = await previewMigration(company.account_id);
      this.step = step;
    } catch (failure) {
      this.error = toPortalError(failure);
    }
  }

  /** Moves everything. A second call while one runs does nothing. */
  async move(): Promise<void> {
    if (this.moving || !this.company) return;
    this.moving = true;
    this.failure = null;
    try {
      this.result = await migrateProducts(this.company.account_id);
      this.step = 'done';
      await refreshAccount().catch(() => undefined);
    } catch (failure) {
      await this.#explain(toPortalError(failure));
    }
    this.moving = false;
  }

  /** After a lost answer the first try may have arrived: then there is nothing left to move, and that is no failure. */
  async #explain(error: PortalError): Promise<void> {
    if (error.code === 'migration_nothing_to_move') await this.#enter(refreshAccount);
    else this.failure = error;
  }
}
