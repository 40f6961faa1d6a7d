import { flushSync } from 'svelte';
import { takeTurn } from '../../lib/take-turn.ts';
import { blockSize, chooseRange, type RowRange } from './row-range.ts';

/** Pixels above and below the screen in which rows are there already. */
const margin = 1200;

/** Rows that are made in one frame; more would be felt. The others follow in the next ones. */
const mostPerFrame = 20;

/** Rows that are made together with the list; a page that opens has enough to do. */
const firstRows = 2;

/** Rows that are made in a step of their own while the list begins. */
const rowsPerTurn = 6;

const start: RowRange = { from: 0, to: firstRows, above: 0, below: 0 };

/** Height of a block nobody has seen yet, until one was. */
const firstGuess = 700;

/**
 * Keeps only the rows around the screen in the page: browsers slow down with thousands of them, seen or not. The others leave their height,
 * as padding of the list. Before printing all rows are there.
 */
export class RowWindow {
  range = $state.raw<RowRange>(start);
  /** Whether the first rows are made: what stands below the list comes then. */
  hasBegun = $state(false);
  #list: HTMLElement | null = null;
  #count = 0;
  #heights: (number | undefined)[] = [];
  #isOther = true;
  #waiting = false;
  #isPrinting = false;
  #leaveQueue = (): void => undefined;

  /** Follows scrolling. Answers how to stop it. */
  follow(list: HTMLElement): () => void {
    this.#list = list;
    const look = (): void => this.#lookSoon();
    const forget = (): void => {
      this.forgetHeights();
      this.#lookSoon();
    };
    const print = (): void => {
      this.#isPrinting = true;
      flushSync(() => this.update(this.#count));
    };
    const finish = (): void => {
      this.#isPrinting = false;
      this.#lookSoon();
    };
    const events = { scroll: look, resize: forget, beforeprint: print, afterprint: finish };
    for (const [name, listener] of Object.entries(events)) addEventListener(name, listener, { passive: true });
    return () => {
      for (const [name, listener] of Object.entries(events)) removeEventListener(name, listener);
      this.#leaveQueue();
      this.#list = null;
    };
  }

  /** Other rows are in the list: it begins at its start. */
  restart(): void {
    this.#heights = [];
    this.#isOther = true;
    this.range = this.hasBegun ? { ...start, to: mostPerFrame } : start;
  }

  /** The rows have another height. */
  forgetHeights(): void {
    this.#heights = [];
  }

  /** Chooses anew; `count` rows are in the list. */
  update(count: number): void {
    this.#count = count;
    const list = this.#list;
    if (!this.hasBegun && !this.#isPrinting && this.range.to < Math.min(count, mostPerFrame)) {
      this.#begin();
      return;
    }
    this.hasBegun = true;
    // Few rows are all there: looking where they stand would make the browser lay out the page within this step.
    const isWhole = this.#isPrinting || count <= mostPerFrame;
    if (isWhole) this.#take({ from: 0, to: Math.max(count, mostPerFrame), above: 0, below: 0 });
    if (isWhole || !list) return;
    if (!this.#isOther) this.#measure(list);
    const seen = this.#heights.filter((height) => height !== undefined);
    const usual = seen.length > 0 ? seen.reduce((sum, height) => sum + height, 0) / seen.length : firstGuess;
    const top = -list.getBoundingClientRect().top;
    this.#set(chooseRange(count, this.#heights, usual, top - margin, top + innerHeight + margin), usual);
    this.#isOther = false;
  }

  #begin(): void {
    this.#leaveQueue();
    const to = Math.min(this.range.to + rowsPerTurn, mostPerFrame);
    this.#leaveQueue = takeTurn(() => {
      flushSync(() => this.#take({ ...start, to }));
      this.update(this.#count);
    });
  }

  #lookSoon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.update(this.#count);
    });
  }

  /** Takes the range, or its beginning, and goes on in the next frame. */
  #set(range: RowRange, usual: number): void {
    const old = this.#isOther ? { from: 0, to: 0, above: 0, below: 0 } : this.range;
    const kept = Math.max(0, Math.min(range.to, old.to) - Math.max(range.from, old.from));
    const cut = Math.max(0, range.to - range.from - kept - mostPerFrame);
    const next = { ...range, to: range.to - cut, below: range.below + (cut / blockSize) * usual };
    if (cut > 0) this.#lookSoon();
    this.#take(next);
  }

  #take(next: RowRange): void {
    if ((['from', 'to', 'above', 'below'] as const).some((part) => next[part] !== this.range[part])) this.range = next;
  }

  /** Remembers how high the blocks in the page are. */
  #measure(list: HTMLElement): void {
    const rows = list.children;
    for (let index = 0; index + blockSize < rows.length; index += blockSize) {
      const [first, next] = [rows[index], rows[index + blockSize]];
      if (first && next) {
        const height = next.getBoundingClientRect().top - first.getBoundingClientRect().top;
        this.#heights[(this.range.from + index) / blockSize] = height;
      }
    }
  }
}
