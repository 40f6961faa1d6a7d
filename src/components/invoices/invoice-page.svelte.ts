import * as z from 'zod/mini';
import type { CorrectionAnswer } from '../../../supabase/functions/_shared/contracts/invoicing.ts';
import type { Locale } from '../../i18n/locales.ts';
import { account, loadAccount } from '../../lib/account.svelte.ts';
import { type ErrorCode, PortalError, toPortalError } from '../../lib/errors.ts';
import { goToHostedPage } from '../../lib/hosted-page.ts';
import { saveFile } from '../../lib/save-file.ts';
import { leaveToSignIn, requireSession } from '../../lib/session.ts';
import type { InvoiceFacts } from './invoice-details.ts';
import { payNow, readEInvoice, readInvoiceFacts } from './page-api.ts';

/** How long the page looks after a correction that is under way: about two minutes; then its mail tells. */
const mostLooks = 40;
const pauseMilliseconds = 3000;

/** What the page of one invoice knows and does. */
export class InvoicePageState {
  facts = $state.raw<InvoiceFacts | null>(null);
  failure = $state<ErrorCode | null>(null);
  /** What came of paying: a word of `papers.pay.<word>`. */
  payment = $state<'paid' | 'declined' | 'later' | null>(null);
  isPaying = $state(false);
  isCorrecting = $state(false);
  /** What came of a correction that has no new invoice to show yet. */
  correction = $state<'running' | 'failed' | null>(null);
  readonly mayLook = $derived(account.row?.role === 'owner' || account.row?.role === 'billing');
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  get accountId(): string {
    return account.row?.account_id ?? '';
  }

  /** Reads the invoice of the address where the role allows it. */
  async load(): Promise<void> {
    this.failure = null;
    try {
      await requireSession(this.#locale);
      const row = await loadAccount();
      if (this.mayLook) this.facts = await readInvoiceFacts(row.account_id, readId());
    } catch (error) {
      this.failure = toPortalError(error).code;
      if (this.failure === 'session_expired') await leaveToSignIn(this.#locale);
    }
  }

  /** Pays with the saved card; where the bank wants to see the member, goes on to the invoice's page. */
  async pay(): Promise<void> {
    const id = this.facts?.invoice.id;
    if (!id || this.isPaying) return;
    this.isPaying = true;
    this.failure = null;
    this.payment = null;
    try {
      const { outcome, pageUrl } = await payNow(this.accountId, id);
      if (outcome === 'open_page' && pageUrl) return goToHostedPage(pageUrl);
      this.payment = outcome === 'open_page' ? 'later' : outcome;
      await this.load();
    } catch (error) {
      this.failure = toPortalError(error).code;
    } finally {
      this.isPaying = false;
    }
  }

  /**
   * Takes over what became of a correction; one that is under way is looked after until it is done.
   * @returns the new invoice's id, null when there is none to show
   */
  async followCorrection(answer: CorrectionAnswer): Promise<string | null> {
    this.isCorrecting = false;
    if (answer.state === 'done') return answer.newInvoiceId;
    this.correction = answer.state;
    for (let look = 0; look < mostLooks && this.correction === 'running'; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
      await this.load();
      const known = this.facts?.correction;
      if (known?.state === 'done') return known.new_invoice_id;
      if (known?.state === 'failed') this.correction = 'failed';
    }
    return null;
  }

  /** Hands over the e-invoice file. Throws a PortalError. */
  async saveEInvoice(creditNoteId: string | null): Promise<void> {
    const { fileName, xml } = await readEInvoice(this.accountId, this.facts?.invoice.id ?? '', creditNoteId);
    saveFile(fileName, xml, 'application/xml;charset=utf-8');
  }
}

/** The id in the address; something else than an id names no invoice. */
function readId(): string {
  const id = z.safeParse(z.uuid(), new URLSearchParams(location.search).get('id'));
  if (!id.success) throw new PortalError('invoice_not_found');
  return id.data;
}
