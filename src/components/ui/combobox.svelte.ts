/** A thing the search found. */
export interface ComboboxOption {
  value: string;
  label: string;
  /** A second, quieter line or word. */
  detail?: string;
}

interface Wiring {
  search: (query: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>;
  choose: (option: ComboboxOption | null) => void;
  fail: (failure: unknown) => void;
}

/** Milliseconds of rest after a key before searching. */
const typingPause = 180;

/** State and keyboard of the ARIA combobox pattern (list autocomplete, manual selection). */
export class ComboboxState {
  query = $state('');
  options = $state<readonly ComboboxOption[]>([]);
  open = $state(false);
  searching = $state(false);
  failed = $state(false);
  active = $state(-1);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | undefined;
  readonly #wiring: Wiring;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** What was typed changed: the former choice is gone, a search follows. */
  type(query: string): void {
    this.query = query;
    this.#wiring.choose(null);
    this.startSearch();
  }

  /** Opens the list and searches for what is in the field, after a short rest. */
  startSearch(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.open = true;
    this.searching = true;
    this.failed = false;
    this.active = -1;
    this.#timer = setTimeout(() => void this.#search(), typingPause);
  }

  /** Takes an option: its label stands in the field, the list closes. */
  choose(option: ComboboxOption): void {
    this.query = option.label;
    this.close();
    this.#wiring.choose(option);
  }

  /** Closes the list and forgets a running search. */
  close(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.open = false;
    this.searching = false;
    this.active = -1;
  }

  /** Arrow keys, Enter and Escape; answers nothing, prevents the default where it acted. */
  handleKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#move(event);
    else if (event.key === 'Enter' && this.open && this.active >= 0) {
      event.preventDefault();
      const option = this.options[this.active];
      if (option) this.choose(option);
    } else if (event.key === 'Escape' && this.open) {
      event.preventDefault();
      this.close();
    }
  }

  #move(event: KeyboardEvent): void {
    event.preventDefault();
    if (!this.open) {
      this.startSearch();
      return;
    }
    const count = this.options.length;
    if (count === 0) return;
    const step = event.key === 'ArrowDown' ? 1 : -1;
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
  }

  async #search(): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    try {
      const options = await this.#wiring.search(this.query.trim(), request.signal);
      if (request.signal.aborted) return;
      this.options = options;
    } catch (failure) {
      if (request.signal.aborted) return;
      this.options = [];
      this.failed = true;
      this.#wiring.fail(failure);
    }
    this.searching = false;
  }
}
