import { untrack } from 'svelte';
import type { Locale } from '../../i18n/locales.ts';
import { refreshAccount } from '../../lib/account.svelte.ts';
import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { keepUnsolved } from '../form/problems.ts';
import { insertProduct, updateProduct } from './api.ts';
import {
  checkProduct,
  findRefusedField,
  type ProductField,
  type ProductProblems,
  readRefusedPart,
} from './product-problems.ts';
import type { ProductRow } from './product-row.ts';
import { makeBlankValues, type ProductValues, parseDraftValues, readRowValues } from './product-values.ts';

interface Refusal {
  error: PortalError;
  field: ProductField;
  /** The value that was refused; another value may be right. */
  part: string;
}

/** One product being registered or changed: its fields, its draft, what is wrong with it. */
export class ProductFormState {
  values = $state<ProductValues>(makeBlankValues(''));
  /** Id of the row to write: made here for a new product, so that a second try writes the same row. */
  id = $state('');
  /** The saved product that is being changed; null for a new one. */
  row = $state<ProductRow | null>(null);
  busy = $state(false);
  wasRestored = $state(false);
  /** A failure of the whole form (connection, session, role). */
  failure = $state<PortalError | null>(null);
  #problems = $state.raw<ProductProblems>({});
  #refusal = $state<Refusal | null>(null);
  #untouched = '';
  readonly #locale: Locale;
  #accountId = '';

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Opens an empty form for a new product of a company, or the draft that was left. */
  openNew(accountId: string, country: string): void {
    this.#accountId = accountId;
    this.#open(makeBlankValues(country), crypto.randomUUID());
  }

  /** Opens a saved product, with the changes that were left as a draft. */
  openRow(accountId: string, row: ProductRow): void {
    this.#accountId = accountId;
    this.row = row;
    this.#open(readRowValues(row, this.#locale), row.id);
  }

  #open(values: ProductValues, id: string): void {
    this.#untouched = JSON.stringify(values);
    const draft = readDraft(this.#draftName);
    const kept = draft.account === this.#accountId ? parseDraftValues(draft.values) : null;
    this.wasRestored = kept !== null;
    this.values = kept ?? values;
    this.id = kept && typeof draft.id === 'string' ? draft.id : id;
    this.#problems = {};
    this.#refusal = null;
    this.failure = null;
  }

  /** The next new product: bought at the same place on the same day more often than not. */
  openNext(): void {
    const { purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate } = this.values;
    const likely = { purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate };
    this.#open({ ...makeBlankValues(purchase_country), ...likely }, crypto.randomUUID());
  }

  get #draftName(): string {
    return this.row ? `products.${this.row.id}` : 'products.new';
  }

  /** Keeps what was typed, once something was, and lets go of problems that are solved; an effect calls it whenever a value changes. */
  note(): void {
    const values = $state.snapshot(this.values);
    if (!this.id || JSON.stringify(values) === this.#untouched) return;
    saveDraft(this.#draftName, { account: this.#accountId, id: this.id, values });
    const present = checkProduct(values, this.#locale).problems ?? {};
    untrack(() => {
      this.#problems = keepUnsolved(this.#problems, present);
    });
  }

  /** Forgets what was typed: after saving, or when the person gives up. */
  forgetDraft(): void {
    clearDraft(this.#draftName);
  }

  /** The refusal of the database, as long as the refused value still stands in the form. */
  get refusal(): Refusal | null {
    const refusal = this.#refusal;
    return refusal && readRefusedPart(refusal.field, this.values) === refusal.part ? refusal : null;
  }

  /** What is wrong, by field: words of checkProduct or codes of the database. */
  get problems(): ProductProblems {
    const { refusal } = this;
    return refusal ? { ...this.#problems, [refusal.field]: refusal.error.code } : this.#problems;
  }

  /** Saves. Answers the saved product, or null when something is wrong with the form or the connection. A second call while one runs does nothing. */
  async save(): Promise<ProductRow | null> {
    if (this.busy) return null;
    this.#refusal = null;
    this.failure = null;
    const { form, problems } = checkProduct(this.values, this.#locale);
    this.#problems = problems ?? {};
    if (!form) return null;
    this.busy = true;
    try {
      const saved = await (this.row ? updateProduct(this.id, form) : insertProduct(this.id, this.#accountId, form));
      this.forgetDraft();
      // The product is saved whatever becomes of the new balance; the shell says when it cannot be read.
      await refreshAccount().catch(() => undefined);
      return saved;
    } catch (failure) {
      this.#refuse(toPortalError(failure));
      return null;
    } finally {
      this.busy = false;
    }
  }

  #refuse(error: PortalError): void {
    const field = findRefusedField(error);
    if (field) this.#refusal = { error, field, part: readRefusedPart(field, this.values) };
    else this.failure = error;
  }
}
