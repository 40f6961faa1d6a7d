import { formatLocalDate, parseLocalDate } from '../../i18n/local-date.ts';
import type { Locale } from '../../i18n/locales.ts';
import { refreshAccount } from '../../lib/account.svelte.ts';
import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { forgetFragment, readFragment } from '../../lib/fragment.ts';
import { readToday } from '../../lib/today.ts';
import {
  type Acceptance,
  acceptRelease,
  type Company,
  listKeptCompanies,
  type Offer,
  previewRelease,
} from './accept-api.ts';

/** Taking a product over: what the link brings, for which company, with which purchase. */
export class AcceptState {
  offer = $state.raw<Offer | null>(null);
  companies = $state.raw<Company[]>([]);
  company = $state('');
  /** As typed, in the reader's own format. */
  purchasedOn = $state('');
  /** Where it was bought, once somebody said so. */
  #saidCountry = $state<string | null>(null);
  dealer = $state('');
  dateIsWrong = $state(false);
  busy = $state(false);
  result = $state.raw<Acceptance | null>(null);
  /** The page was opened without a link. */
  isWithoutLink = $state(false);
  /** The link could not be read. */
  error = $state<PortalError | null>(null);
  /** Accepting was refused; nothing has changed. */
  failure = $state<PortalError | null>(null);
  readonly #locale: Locale;
  #token = '';

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** The country of purchase: that of the chosen company until another is said. */
  get country(): string {
    return this.#saidCountry ?? this.companies.find(({ account_id }) => account_id === this.company)?.country ?? '';
  }

  set country(code: string) {
    this.#saidCountry = code;
  }

  async open(): Promise<void> {
    this.#token ||= readFragment();
    this.isWithoutLink = this.#token === '';
    if (this.isWithoutLink) return;
    this.error = null;
    try {
      const [offer, companies] = await Promise.all([previewRelease(this.#token), listKeptCompanies()]);
      this.companies = companies;
      this.company = companies[0]?.account_id ?? '';
      this.purchasedOn = formatLocalDate(readToday(), this.#locale);
      this.#takeDraft(offer);
      this.offer = offer;
    } catch (failure) {
      this.error = toPortalError(failure);
    }
  }

  #takeDraft(offer: Offer): void {
    const { company, purchasedOn, country, dealer } = readDraft(nameDraft(offer));
    if (this.companies.some(({ account_id }) => account_id === company)) this.company = String(company);
    if (typeof purchasedOn === 'string') this.purchasedOn = purchasedOn;
    if (typeof country === 'string') this.#saidCountry = country;
    if (typeof dealer === 'string') this.dealer = dealer;
  }

  /** Something was typed: keeps it. */
  note(): void {
    const { company, purchasedOn, dealer } = this;
    if (this.offer) saveDraft(nameDraft(this.offer), { company, purchasedOn, country: this.#saidCountry, dealer });
  }

  /** Takes the product over. A second call while one runs does nothing. */
  async accept(): Promise<void> {
    if (this.busy) return;
    const day = parseLocalDate(this.purchasedOn, this.#locale);
    this.dateIsWrong = this.purchasedOn.trim() !== '' && day === null;
    if (this.dateIsWrong) return;
    this.busy = true;
    this.failure = null;
    try {
      this.result = await acceptRelease(this.#token, this.company, {
        purchased_on: day,
        purchase_country: this.country || null,
        dealer_name: this.dealer.trim() || null,
      });
      forgetFragment();
      if (this.offer) clearDraft(nameDraft(this.offer));
      await refreshAccount().catch(() => undefined);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
    this.busy = false;
  }
}

/** Each link has a draft of its own, under a name that does not give the link away. */
function nameDraft({ expires_at }: Offer): string {
  return `accept.${expires_at}`;
}
