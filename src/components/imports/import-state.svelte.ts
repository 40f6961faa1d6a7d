import { loadAccount, refreshAccount } from '../../lib/account.svelte.ts';
import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { mayKeepProducts } from '../products/roles.ts';
import {
  checkImport,
  discardImport,
  findImport,
  readCatalogueModels,
  readImportRows,
  rowsPerChunk,
  stageRows,
  writeImport,
} from './api.ts';
import { type Catalogue, makeCatalogue } from './find-model.ts';
import type { ImportFacts, ImportRow } from './import-row.ts';
import { readFile, readPaste } from './read-file.ts';
import type { ImportLine } from './read-rows.ts';
import type { Sheet } from './sheet.svelte.ts';
import { type FileRefusal, RefusedFile, type Table } from './table.ts';

export type Step = 'loading' | 'role' | 'choose' | 'match' | 'sending' | 'preview' | 'writing' | 'done';

const draft = 'imports';

/** Rows on their way to be laid aside. */
interface Upload {
  id: string;
  header: string[];
  name: string;
  lines: ImportLine[];
  /** Rows that have arrived. */
  sent: number;
}

/** The way of a file: choose, match, send and dry run, write. What is laid aside lives in the database, so the page may be left. */
export class ImportState {
  step = $state<Step>('loading');
  sheet = $state.raw<Sheet | null>(null);
  facts = $state.raw<ImportFacts | null>(null);
  rows = $state.raw<ImportRow[]>([]);
  /** Rows sent or written, for the progress. */
  done = $state(0);
  total = $state(0);
  whole = $state(false);
  /** Rows as they were pasted, until they are laid aside. */
  pasted = $state('');
  reading = $state(false);
  refusal = $state<FileRefusal | null>(null);
  /** Name of a file whose upload was interrupted by leaving the page. */
  interrupted = $state('');
  /** The page could not be loaded. */
  error = $state<PortalError | null>(null);
  /** Sending or writing stopped; it can be gone on with. */
  failure = $state<PortalError | null>(null);
  #account = '';
  #catalogue: Catalogue | null = null;
  #upload: Upload | null = null;

  /** Opens the page: where an import is unfinished, at the place it was left. */
  async open(): Promise<void> {
    this.error = null;
    try {
      const company = await loadAccount();
      const { pasted } = readDraft(draft);
      if (typeof pasted === 'string') this.pasted = pasted;
      if (!mayKeepProducts(company)) {
        this.step = 'role';
        return;
      }
      this.#account = company.account_id;
      const [models, left] = await Promise.all([readCatalogueModels(), findImport(company.account_id)]);
      this.#catalogue = makeCatalogue(models);
      await this.#resume(left);
    } catch (failure) {
      this.error = toPortalError(failure);
    }
  }

  async #resume(left: ImportFacts | null): Promise<void> {
    if (!left?.is_checked) {
      this.interrupted = left?.file_name ?? '';
      this.step = 'choose';
      return;
    }
    await this.#show(left);
    if (left.settled > 0) await this.write();
  }

  /** The model of a row, for its name. */
  modelName(id: string | null): string | undefined {
    return id === null ? undefined : this.#catalogue?.byId.get(id)?.name;
  }

  /** Reads a chosen or dropped file. */
  async chooseFile(file: File): Promise<void> {
    await this.#read(() => readFile(file));
  }

  /** Reads the pasted rows. */
  async choosePaste(name: string): Promise<void> {
    await this.#read(() => readPaste(name, this.pasted));
  }

  /** Something was pasted: keeps it. */
  note(): void {
    saveDraft(draft, { pasted: this.pasted });
  }

  async #read(read: () => Promise<Table>): Promise<void> {
    if (this.reading || !this.#catalogue) return;
    this.reading = true;
    this.refusal = null;
    try {
      const [{ Sheet }, table] = await Promise.all([import('./sheet.svelte.ts'), read()]);
      this.sheet = new Sheet(table, this.#catalogue);
      this.interrupted = '';
      this.step = 'match';
    } catch (failure) {
      if (failure instanceof RefusedFile) this.refusal = failure.refusal;
      else this.error = toPortalError(failure);
    }
    this.reading = false;
  }

  /** Lays the rows of the sheet aside and makes the dry run. */
  async check(): Promise<void> {
    const { sheet } = this;
    if (!sheet) return;
    this.#upload = { id: crypto.randomUUID(), header: sheet.header, name: sheet.name, lines: sheet.read(), sent: 0 };
    await this.send();
  }

  /** Sends what has not arrived yet; also again after a failure. A chunk that arrived twice counts once. */
  async send(): Promise<void> {
    const upload = this.#upload;
    if (!upload) return;
    this.step = 'sending';
    this.failure = null;
    this.total = upload.lines.length;
    this.done = upload.sent;
    const about = { file_name: upload.name || '-', header: upload.header, row_count: upload.lines.length };
    try {
      while (upload.sent < upload.lines.length) {
        const chunk = upload.lines.slice(upload.sent, upload.sent + rowsPerChunk);
        await stageRows(this.#account, upload.id, about, chunk);
        upload.sent += chunk.length;
        this.done = upload.sent;
      }
      const facts = await checkImport(this.#account, upload.id);
      clearDraft(draft);
      this.pasted = '';
      await this.#show(facts);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
  }

  async #show(facts: ImportFacts): Promise<void> {
    this.rows = await readImportRows(this.#account, facts.id);
    this.facts = facts;
    this.step = facts.is_finished ? 'done' : 'preview';
  }

  /** Registers the rows: chunk by chunk, or with `whole` all in one transaction. Also again after a failure. */
  async write(): Promise<void> {
    let { facts } = this;
    if (!facts || (this.step === 'writing' && !this.failure)) return;
    this.step = 'writing';
    this.failure = null;
    this.total = facts.row_count;
    this.done = facts.settled;
    try {
      do {
        facts = await writeImport(this.#account, facts.id, this.whole);
        this.facts = facts;
        this.done = facts.settled;
      } while (!facts.is_finished && !this.whole);
      await this.#show(facts);
      await refreshAccount().catch(() => undefined);
    } catch (failure) {
      await this.#explain(facts, toPortalError(failure));
    }
  }

  /** All or nothing came to nothing: the rows say why. Anything else can be gone on with. */
  async #explain(facts: ImportFacts, failure: PortalError): Promise<void> {
    if (failure.code === 'import_has_errors') {
      const checked = await checkImport(this.#account, facts.id).catch(() => null);
      if (checked) await this.#show(checked).catch(() => undefined);
    }
    this.failure = failure;
  }

  /** Goes back to the first step and forgets what was laid aside; products that are registered stay. */
  async startOver(): Promise<void> {
    const id = this.facts?.is_finished ? null : (this.facts?.id ?? this.#upload?.id);
    // What cannot be forgotten now is forgotten with the next file, or after a month.
    if (id) await discardImport(this.#account, id).catch(() => undefined);
    this.sheet = null;
    this.facts = null;
    this.rows = [];
    this.failure = null;
    this.whole = false;
    this.#upload = null;
    this.step = 'choose';
  }

  /** Goes back to the columns, as far as the file is still in this page. */
  backToColumns(): void {
    this.failure = null;
    this.step = this.sheet ? 'match' : 'choose';
  }
}
