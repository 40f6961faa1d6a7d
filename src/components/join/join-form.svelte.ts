import { untrack } from 'svelte';
import type { Locale } from '../../i18n/locales.ts';
import { account, loadAccount, refreshAccount } from '../../lib/account.svelte.ts';
import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type ErrorCode, toPortalError } from '../../lib/errors.ts';
import { goToHostedPage } from '../../lib/hosted-page.ts';
import { paths } from '../../lib/paths.ts';
import { leaveToSignIn, requireSession } from '../../lib/session.ts';
import { readToday } from '../../lib/today.ts';
import { readBilling } from '../billing/api.ts';
import { type BillingForm, checkBilling, fillBillingForm } from '../billing/billing-form.ts';
import { keepUnsolved, type Problems } from '../form/problems.ts';
import { planTerm } from '../membership/term.ts';
import { readTermSettings } from '../membership/term-settings.ts';
import { readTiers } from '../tiers/api.ts';
import { join } from './api.ts';
import { findTierToJoin, type JoinedNote, readPaymentMethod } from './join-rules.ts';
import { PriceQuote } from './price-quote.svelte.ts';

const draftName = 'join';

/** What the page that joins knows and does. */
export class JoinFormState {
  status = $state<'loading' | 'ready' | 'member' | 'not_allowed' | 'not_offered' | 'failed'>('loading');
  tier = $state<ReturnType<typeof findTierToJoin>>(null);
  term = $state<ReturnType<typeof planTerm> | null>(null);
  billing = $state<BillingForm>(fillBillingForm({}));
  paymentMethod = $state('');
  renews = $state(false);
  /** Words of what is wrong by field, for sentences. */
  problems = $state.raw<Problems>({});
  failure = $state<ErrorCode | null>(null);
  isBusy = $state(false);
  readonly quote = new PriceQuote();
  #accountId = '';
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Reads company, tier and billing details, and puts back what was typed before. */
  async load(): Promise<void> {
    this.status = 'loading';
    try {
      await requireSession(this.#locale);
      const row = await loadAccount();
      this.#accountId = row.account_id;
      if (row.membership_state) this.status = 'member';
      else if (row.role !== 'owner' && row.role !== 'billing') this.status = 'not_allowed';
      else this.status = await this.#prepare();
    } catch (error) {
      this.failure = toPortalError(error).code;
      if (this.failure === 'session_expired') await leaveToSignIn(this.#locale);
      this.status = 'failed';
    }
  }

  async #prepare(): Promise<'ready' | 'not_offered'> {
    const [tiers, billing, settings] = await Promise.all([
      readTiers(this.#accountId),
      readBilling(this.#accountId),
      readTermSettings(),
    ]);
    this.failure = null;
    this.tier = findTierToJoin(tiers, new URL(location.href).searchParams.get('tier'));
    if (!this.tier) return 'not_offered';
    this.term = planTerm(readToday(), settings);
    this.#restore(billing);
    return 'ready';
  }

  #restore(billing: BillingForm): void {
    const draft = readDraft(draftName);
    const isOwn = draft.accountId === this.#accountId;
    const typed = isOwn && draft.billing && typeof draft.billing === 'object' ? draft.billing : {};
    this.billing = fillBillingForm(typed as Record<string, unknown>, billing);
    if (!isOwn) return;
    this.paymentMethod = readPaymentMethod(draft.paymentMethod) ?? '';
    this.renews = draft.renews === true;
  }

  /** The browser came back to the page as it was left: what is known may be old. */
  async comeBack(): Promise<void> {
    this.isBusy = false;
    await refreshAccount().catch(() => account.row);
    await this.load();
  }

  /** Keeps what is typed for this tab and lets go of problems that are solved; an effect calls it whenever something changes. */
  note(): void {
    if (this.status !== 'ready') return;
    const { paymentMethod, renews } = this;
    saveDraft(draftName, { accountId: this.#accountId, billing: { ...this.billing }, paymentMethod, renews });
    const present = this.#check().problems;
    untrack(() => {
      this.problems = keepUnsolved(this.problems, present);
    });
  }

  /** Has the price reckoned with the tax of the place that is typed; an effect calls it whenever something changes. */
  askForQuote(): void {
    const { country, postal_code: postalCode, vat_id: vatId } = this.billing;
    if (this.status !== 'ready' || !this.tier || !country) return;
    const place = { country, postalCode, vatId };
    untrack(() => this.quote.ask(this.#accountId, this.tier?.code ?? '', place));
  }

  #check() {
    const { details, problems } = checkBilling(this.billing);
    const paymentMethod = readPaymentMethod(this.paymentMethod);
    return {
      problems: { ...problems, ...(paymentMethod ? {} : { paymentMethod: 'required' }) },
      form: details && paymentMethod ? { details, paymentMethod } : null,
    };
  }

  /** Joins and goes on to the card's page or the membership. Out: false when something is to be mended first. */
  async submit(): Promise<boolean> {
    if (this.isBusy) return true;
    this.failure = null;
    const { problems, form } = this.#check();
    this.problems = problems;
    if (!form || !this.tier) return false;
    this.isBusy = true;
    try {
      const { checkoutUrl } = await join({
        accountId: this.#accountId,
        tier: this.tier.code,
        paymentMethod: form.paymentMethod,
        renews: this.renews,
        billing: form.details,
        locale: this.#locale,
      });
      await this.#leave(checkoutUrl, form.paymentMethod === 'card' ? 'card_later' : 'bank');
      return true;
    } catch (error) {
      const { code, fields } = toPortalError(error);
      this.failure = code;
      this.problems = fields ?? {};
      this.isBusy = false;
      return false;
    }
  }

  /** Still busy until the browser has left, so that another click does nothing. */
  async #leave(checkoutUrl: string | null, note: JoinedNote): Promise<void> {
    clearDraft(draftName);
    // The member has joined; if the row cannot be read now, the next page reads it.
    await refreshAccount().catch(() => account.row);
    if (checkoutUrl) goToHostedPage(checkoutUrl);
    else location.assign(`${paths.membership(this.#locale)}?joined=${note}`);
  }
}
