import { tick } from 'svelte';
import { type ProductQuery, parseQuery, writeQuery } from './list-query.ts';
import { ProductListState } from './list-state.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { readSettings, usualSettings, type ViewSettings, writeSettings } from './view-settings.ts';

/** Typing pauses of this length (ms) start a search. */
const typingPause = 180;

/** The page of the list: what is asked for stands in the address, ticks last as long as their rows are shown. */
export class ProductListPage {
  readonly list = new ProductListState();
  readonly selection = new Selection();
  /** What the toolbar shows: while somebody types, ahead of the list. */
  query = $state.raw<ProductQuery>(parseQuery(''));
  settings = $state.raw<ViewSettings>(usualSettings);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Opens what the address asks for; again when the person goes back or forward. */
  open(): void {
    this.settings = readSettings();
    this.#show(parseQuery(location.search));
  }

  /** Changes what is asked for. `isTyping` waits for a pause and leaves one step of history, not one per letter. */
  change(change: Partial<ProductQuery>, isTyping = false): void {
    this.query = { ...this.query, ...change };
    clearTimeout(this.#timer);
    if (isTyping) this.#timer = setTimeout(() => this.#go(true), typingPause);
    else this.#go(false);
  }

  /** Changes how the list looks, also for the next visit. */
  look(settings: ViewSettings): void {
    this.settings = settings;
    writeSettings(settings);
  }

  /** Prints the list, all of it: what was not scrolled to yet is loaded before. */
  async print(): Promise<void> {
    if (!(await this.list.showAll())) return;
    await tick();
    print();
  }

  #go(isTyping: boolean): void {
    const address = `${location.pathname}${writeQuery(this.query)}`;
    const continues = isTyping && this.list.query.search !== '' && this.query.search !== '';
    if (continues) history.replaceState(history.state, '', address);
    else if (address !== `${location.pathname}${location.search}`) history.pushState(null, '', address);
    this.#show(this.query);
  }

  #show(query: ProductQuery): void {
    this.query = query;
    this.selection.clear();
    void this.list.open(query);
  }
}
