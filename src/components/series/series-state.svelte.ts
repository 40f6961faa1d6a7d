import { parseLocalDate } from '../../i18n/local-date.ts';
import type { Locale } from '../../i18n/locales.ts';
import { loadAccount, refreshAccount } from '../../lib/account.svelte.ts';
import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { makeBlankValues, type ProductValues, parseDraftValues } from '../products/product-values.ts';
import { mayKeepProducts } from '../products/roles.ts';
import { checkProducts, registerSeries, type SeriesRow, type Verdict } from './api.ts';

/** Most units of a series; the database refuses more. */
export const mostSerials = 100;

const draft = 'series';

/** One unit: its serial as typed, and what is known about it. */
export interface SerialLine {
  key: number;
  serial: string;
  verdict: Verdict | null;
}

/** Several units of one purchase: the purchase once, then serials, each checked as it is typed. */
export class SeriesState {
  ready = $state(false);
  mayKeep = $state(false);
  /** The page could not be loaded. */
  error = $state<PortalError | null>(null);
  /** What all units share; its serial stays empty. */
  values = $state<ProductValues>(makeBlankValues(''));
  lines = $state<SerialLine[]>([]);
  busy = $state(false);
  /** Saving failed as a whole (connection, session). */
  failure = $state<PortalError | null>(null);
  /** What saving brought; null before. */
  result = $state<{ registered: number; points: number; left: number } | null>(null);
  readonly #locale: Locale;
  #account = '';
  #keys = 0;
  #checking = 0;
  #attempt = { id: '', rows: '' };

  constructor(locale: Locale) {
    this.#locale = locale;
    this.lines = [this.#makeLine()];
  }

  /** Loads the company, and what was typed for it before. */
  async open(): Promise<void> {
    this.error = null;
    try {
      const company = await loadAccount();
      this.mayKeep = mayKeepProducts(company);
      this.#account = company.account_id;
      this.#takeDraft(company.country);
      this.ready = true;
    } catch (failure) {
      this.error = toPortalError(failure);
    }
  }

  #takeDraft(country: string): void {
    const { values, serials } = readDraft(draft);
    this.values = parseDraftValues(values) ?? makeBlankValues(country);
    if (Array.isArray(serials) && serials.length > 0) {
      this.lines = serials.slice(0, mostSerials).map((serial) => this.#makeLine(String(serial)));
    }
  }

  /** Keeps what was typed and is not registered yet; an effect calls it whenever something changes. */
  note(): void {
    const serials = this.openLines.map(({ serial }) => serial);
    if (this.result && serials.length === 0) clearDraft(draft);
    else saveDraft(draft, { values: $state.snapshot(this.values), serials });
  }

  /** Lines that are not registered yet and not empty. */
  get openLines(): SerialLine[] {
    return this.lines.filter((line) => line.serial.trim() !== '' && !isRegistered(line));
  }

  /** Adds an empty line, if there is room. Answers its key, or null. */
  addLine(serial = ''): number | null {
    if (this.lines.length >= mostSerials) return null;
    const line = this.#makeLine(serial);
    this.lines.push(line);
    return line.key;
  }

  /** Takes a line away; one always stays. */
  removeLine(key: number): void {
    this.lines = this.lines.filter((line) => line.key !== key);
    if (this.lines.length === 0) this.addLine();
    void this.check();
  }

  /** Puts serials into the line and below it, as far as there is room; empty lines are filled first. */
  fill(key: number, serials: readonly string[]): void {
    for (const serial of serials) {
      const line = this.lines.find((one) => one.key >= key && one.serial.trim() === '') ?? null;
      if (line) line.serial = serial;
      else this.addLine(serial);
    }
    void this.check();
  }

  /** Asks what each serial would become. A later question makes an earlier answer void; without an answer nothing is said. */
  async check(): Promise<void> {
    const round = ++this.#checking;
    const lines = this.openLines;
    for (const line of this.lines) if (!isRegistered(line) && line.serial.trim() === '') line.verdict = null;
    if (!this.values.model || lines.length === 0) return;
    try {
      const verdicts = await checkProducts(this.#account, this.#makeRows(lines));
      if (round === this.#checking) this.#note(lines, verdicts);
    } catch (failure) {
      const error = toPortalError(failure);
      if (error.code === 'session_expired') this.failure = error;
    }
  }

  /** Registers what can be; lines that cannot stay to be corrected. A second call while one runs does nothing. */
  async save(): Promise<void> {
    const lines = this.openLines;
    if (this.busy || !this.values.model || lines.length === 0) return;
    this.busy = true;
    this.failure = null;
    this.result = null;
    this.#checking += 1;
    const rows = this.#makeRows(lines);
    // After a lost answer the same rows are asked for under the same id, and are not written twice.
    const written = JSON.stringify(rows);
    if (this.#attempt.rows !== written) this.#attempt = { id: crypto.randomUUID(), rows: written };
    try {
      const verdicts = await registerSeries(this.#account, this.#attempt.id, rows);
      this.#attempt = { id: '', rows: '' };
      this.#note(lines, verdicts);
      const registered = verdicts.filter(({ outcome }) => outcome !== 'refused' && outcome !== 'present');
      const points = registered
        .filter(({ outcome }) => outcome === 'complete')
        .reduce((sum, verdict) => sum + verdict.points, 0);
      this.result = { registered: registered.length, points, left: verdicts.length - registered.length };
      await refreshAccount().catch(() => undefined);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
    this.busy = false;
  }

  /** Begins another series of the same purchase: other serials, or another model. */
  startNext(): void {
    this.lines = [this.#makeLine()];
    this.values.model = null;
    this.result = null;
    this.failure = null;
  }

  #note(lines: readonly SerialLine[], verdicts: readonly Verdict[]): void {
    for (const verdict of verdicts) {
      const line = lines[verdict.row_number - 1];
      if (line) line.verdict = verdict;
    }
  }

  #makeRows(lines: readonly SerialLine[]): SeriesRow[] {
    const { model, purchased_on, purchased_on_is_estimate, purchase_country, dealer_name, dealer_is_estimate } =
      this.values;
    return lines.map((line, index) => ({
      row_number: index + 1,
      model_id: model?.id ?? '',
      serial_number: line.serial.trim(),
      purchased_on: parseLocalDate(purchased_on, this.#locale),
      purchased_on_is_estimate,
      purchase_country: purchase_country || null,
      dealer_name: dealer_name.trim() || null,
      dealer_is_estimate,
    }));
  }

  #makeLine(serial = ''): SerialLine {
    this.#keys += 1;
    return { key: this.#keys, serial, verdict: null };
  }
}

/** Whether a line was registered; it is not changed here any more. */
export function isRegistered({ verdict }: Pick<SerialLine, 'verdict'>): boolean {
  return verdict?.outcome === 'complete' || verdict?.outcome === 'incomplete' || verdict?.outcome === 'disputed';
}
