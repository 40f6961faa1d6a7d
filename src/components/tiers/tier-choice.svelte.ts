import type { Locale } from '../../i18n/locales.ts';
import { loadAccount } from '../../lib/account.svelte.ts';
import { type ErrorCode, toPortalError } from '../../lib/errors.ts';
import { paths } from '../../lib/paths.ts';
import { leaveToSignIn, requireSession } from '../../lib/session.ts';
import { readTiers } from './api.ts';
import { findOnlyChoice, isBusinessOffered, selectShownTiers, type TierRow } from './tier-view.ts';

/** What the page of the tiers knows and does. */
export class TierChoiceState {
  /** Null until they are known. */
  rows = $state.raw<readonly TierRow[] | null>(null);
  failure = $state<ErrorCode | null>(null);
  wantsBusiness = $state(false);
  chosen = $state('');
  isChoiceMissing = $state(false);
  isLeaving = $state(false);
  readonly hasSwitch = $derived(isBusinessOffered(this.rows ?? []));
  readonly shown = $derived(selectShownTiers(this.rows ?? [], this.wantsBusiness));
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Reads company and tiers; what fails stands in `failure`, and a lost session leads to the sign-in page. */
  async load(): Promise<void> {
    this.failure = null;
    try {
      await requireSession(this.#locale);
      const row = await loadAccount();
      this.rows = await readTiers(row.account_id);
      this.chosen = findOnlyChoice(this.shown);
    } catch (error) {
      const { code } = toPortalError(error);
      if (code === 'session_expired') await leaveToSignIn(this.#locale);
      this.failure = code;
    }
  }

  /** Shows the Business tiers or the others; a choice among those gone is forgotten. */
  switchKind(wantsBusiness: boolean): void {
    this.wantsBusiness = wantsBusiness;
    this.isChoiceMissing = false;
    this.chosen = findOnlyChoice(this.shown);
  }

  /** The browser came back to the page as it was left. */
  comeBack(): void {
    this.isLeaving = false;
  }

  /** Goes on to payment with the chosen tier. Out: false when none is chosen. */
  continueToPayment(): boolean {
    this.isChoiceMissing = this.chosen === '';
    if (this.isChoiceMissing) return false;
    this.isLeaving = true;
    location.assign(paths.join(this.#locale, this.chosen));
    return true;
  }
}
