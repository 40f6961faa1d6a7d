import { tick } from 'svelte';
import { loadAccount, refreshAccount } from '../../lib/account.svelte.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { readCompany } from './company-api.ts';
import type { CompanyFacts, Role } from './company-facts.ts';

/** The account page: what is known of the company, and which part is being edited. */
export class CompanyPage {
  accountId = $state('');
  role = $state<Role>('viewer');
  facts = $state<CompanyFacts | null>(null);
  failure = $state<PortalError | null>(null);
  editing = $state<'company' | 'billing' | null>(null);
  /** The part that was saved last; its card says so. */
  saved = $state<'company' | 'billing' | null>(null);

  /** Reads everything; a failure stands in `failure`. */
  async load(): Promise<void> {
    this.failure = null;
    try {
      const row = await loadAccount();
      this.accountId = row.account_id;
      this.role = row.role;
      this.facts = await readCompany(row.account_id);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
  }

  /** Opens the form of a part and moves focus into it. */
  async edit(part: 'company' | 'billing'): Promise<void> {
    this.saved = null;
    this.editing = part;
    await tick();
  }

  /** Closes the form; after saving the new values are read, and the shell follows. Focus goes back to the part's heading. */
  async close(part: 'company' | 'billing', isSaved: boolean): Promise<void> {
    if (isSaved) {
      await this.load();
      this.saved = part;
      // The black bar shows the company's name; that it is stale for a moment harms nobody.
      refreshAccount().catch(() => undefined);
    }
    this.editing = null;
    await tick();
    document.getElementById(`${part}-title`)?.focus();
  }
}
