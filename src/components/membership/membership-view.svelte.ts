import { addDays } from '../../../supabase/functions/_shared/contracts/days.ts';
import type { Locale } from '../../i18n/locales.ts';
import { account, loadAccount, refreshAccount } from '../../lib/account.svelte.ts';
import { readDraft, saveDraft } from '../../lib/drafts.ts';
import { type ErrorCode, toPortalError } from '../../lib/errors.ts';
import { goToHostedPage } from '../../lib/hosted-page.ts';
import { leaveToSignIn, requireSession } from '../../lib/session.ts';
import { readToday } from '../../lib/today.ts';
import { openCardSetup, readMembership } from './api.ts';
import { findCurrent, findFormerNumbers, type MembershipFacts } from './facts.ts';
import { type ArrivalNote, cardLookDelays, findNextStep, isNewMember, readArrival } from './next-step.ts';

const cardDraft = 'card_change';

/** What the membership page knows and does. */
export class MembershipViewState {
  /** Null until they are known. */
  facts = $state.raw<MembershipFacts | null>(null);
  failure = $state<ErrorCode | null>(null);
  arrival = $state.raw<ArrivalNote>({ hasJoined: false, card: null });
  isWaiting = $state(false);
  isOpening = $state(false);
  cardFailure = $state<ErrorCode | null>(null);
  readonly current = $derived(this.facts && findCurrent(this.facts));
  readonly formerNumbers = $derived(this.facts ? findFormerNumbers(this.facts, this.current?.number ?? null) : []);
  /** Roles that may see card and invoices, and act on them. */
  readonly handlesMoney = $derived(account.row?.role === 'owner' || account.row?.role === 'billing');
  readonly isWelcome = $derived(
    this.current !== null && isNewMember(this.arrival, this.current.starts_on, addDays(readToday(), -1)),
  );
  readonly nextStep = $derived(
    this.facts && this.current
      ? findNextStep({
          membership: this.current,
          ...this.facts,
          card: this.#newCard(),
          unpaid: this.facts.renewal?.unpaid ?? null,
          arrival: this.arrival,
          isWaiting: this.isWaiting,
          today: readToday(),
        })
      : null,
  );
  #looks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Reads the membership; where a card is being confirmed, looks again a few times. */
  async load(): Promise<void> {
    this.arrival = readArrival(location.search);
    this.failure = null;
    try {
      await requireSession(this.#locale);
      const row = await loadAccount();
      this.facts = await readMembership(row.account_id);
      this.lookForCard();
    } catch (error) {
      this.failure = toPortalError(error).code;
      if (this.failure === 'session_expired') await leaveToSignIn(this.#locale);
    }
  }

  /** The browser came back to the page as it was left: what is shown may be old. */
  async comeBack(): Promise<void> {
    this.isOpening = false;
    this.stop();
    await this.load();
  }

  /** Reads everything again after a change; what is shown stays until then. */
  async refresh(): Promise<void> {
    const row = await refreshAccount();
    this.facts = await readMembership(row.account_id);
  }

  /** Waits for the card that the payment service is to confirm, from the first look. */
  lookForCard(): void {
    this.#looks = 0;
    this.#planLook();
  }

  /** Stops looking; the page is left. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The card on file; back from saving one, the one that was there before does not count. */
  #newCard(): MembershipFacts['card'] {
    const card = this.facts?.card ?? null;
    return this.arrival.card === 'saved' && card?.saved_at === readDraft(cardDraft).savedAt ? null : card;
  }

  #planLook(): void {
    const isExpected = this.arrival.card === 'saved' && this.handlesMoney && !this.#newCard();
    const delay = isExpected ? cardLookDelays[this.#looks] : undefined;
    this.isWaiting = delay !== undefined;
    if (delay !== undefined) this.#timer = setTimeout(() => void this.#look(), delay);
  }

  async #look(): Promise<void> {
    this.#looks += 1;
    try {
      if (account.row) this.facts = await readMembership(account.row.account_id);
    } catch (error) {
      // What is shown stays true; a lost connection may be back at the next look.
      if (toPortalError(error).code === 'session_expired') await leaveToSignIn(this.#locale);
    }
    this.#planLook();
  }

  /** Opens the page of the payment service that saves a card. A second click does nothing. */
  async saveCard(): Promise<void> {
    if (this.isOpening || !account.row) return;
    this.isOpening = true;
    this.cardFailure = null;
    try {
      const page = await openCardSetup(account.row.account_id, this.#locale);
      saveDraft(cardDraft, { savedAt: this.facts?.card?.saved_at ?? null });
      goToHostedPage(page);
    } catch (error) {
      this.cardFailure = toPortalError(error).code;
      this.isOpening = false;
    }
  }
}
