import type { Locale } from '../../i18n/locales.ts';
import { account, loadAccount } from '../../lib/account.svelte.ts';
import { type ErrorCode, toPortalError } from '../../lib/errors.ts';
import { leaveToSignIn, requireSession } from '../../lib/session.ts';
import { readInvoices } from './api.ts';
import type { Invoice, PaymentFacts } from './invoice-status.ts';

/** What the page of the invoices knows. */
export class InvoiceListState {
  /** Null until they are known. */
  invoices = $state.raw<readonly Invoice[] | null>(null);
  facts = $state.raw<PaymentFacts>({ methods: new Map(), hasCard: false, open: new Map() });
  failure = $state<ErrorCode | null>(null);
  /** Other roles may not see invoices; they are told why. */
  readonly mayLook = $derived(account.row?.role === 'owner' || account.row?.role === 'billing');
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Reads the invoices where the role allows it. */
  async load(): Promise<void> {
    this.failure = null;
    try {
      await requireSession(this.#locale);
      const row = await loadAccount();
      if (!this.mayLook) return;
      const { invoices, facts } = await readInvoices(row.account_id);
      this.facts = facts;
      this.invoices = invoices;
    } catch (error) {
      this.failure = toPortalError(error).code;
      if (this.failure === 'session_expired') await leaveToSignIn(this.#locale);
    }
  }
}
