import { parseLocalDate } from '../../i18n/local-date.ts';
import type { Locale } from '../../i18n/locales.ts';
import { readDraft, saveDraft } from '../../lib/drafts.ts';
import type { ProductEdit } from './bulk-api.ts';
import { makeEdits, type ProductChanges } from './bulk-changes.ts';
import type { ProductRow } from './product-row.ts';

const longestDealer = 120;
const draft = 'products.bulk';

/** The form that gives many products the same data. An empty field changes nothing. */
export class BulkForm {
  dealer = $state('');
  dealerIsEstimate = $state(false);
  country = $state('');
  /** As typed, in the reader's own format. */
  date = $state('');
  dateIsEstimate = $state(false);
  onlyMissing = $state(false);
  problem = $state<'nothing' | 'nothing_missing' | 'too_long' | 'date' | null>(null);
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
    const kept = readDraft(draft);
    for (const [name, value] of Object.entries(this.#typed)) {
      if (typeof kept[name] === typeof value) Object.assign(this, { [name]: kept[name] });
    }
  }

  get #typed() {
    const { dealer, dealerIsEstimate, country, date, dateIsEstimate, onlyMissing } = this;
    return { dealer, dealerIsEstimate, country, date, dateIsEstimate, onlyMissing };
  }

  /** Keeps what was typed; an effect calls it whenever something changes. */
  note(): void {
    saveDraft(draft, this.#typed);
  }

  /** The edits for these rows, or null and `problem` says why not. */
  read(rows: readonly ProductRow[]): ProductEdit[] | null {
    const changes = this.#readChanges();
    const edits = makeEdits(rows, changes, this.onlyMissing);
    this.problem = this.#findProblem(changes, edits);
    return this.problem ? null : edits;
  }

  /** Empties the form, after it was saved. */
  clear(): void {
    Object.assign(this, {
      dealer: '',
      dealerIsEstimate: false,
      country: '',
      date: '',
      dateIsEstimate: false,
      problem: null,
    });
  }

  #readChanges(): ProductChanges {
    const dealer = this.dealer.trim();
    const day = parseLocalDate(this.date, this.#locale);
    return {
      ...(dealer && { dealer_name: dealer, dealer_is_estimate: this.dealerIsEstimate }),
      ...(day && { purchased_on: day, purchased_on_is_estimate: this.dateIsEstimate }),
      ...(this.country && { purchase_country: this.country }),
    };
  }

  #findProblem(changes: ProductChanges, edits: ProductEdit[]): BulkForm['problem'] {
    if (this.dealer.trim().length > longestDealer) return 'too_long';
    if (this.date.trim() && !changes.purchased_on) return 'date';
    if (Object.keys(changes).length === 0) return 'nothing';
    return edits.length === 0 ? 'nothing_missing' : null;
  }
}
