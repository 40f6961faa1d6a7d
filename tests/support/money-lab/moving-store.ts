import type { Kind, Store } from '../../../local/stripe/store.ts';
import type { Moment } from './history.ts';

/** A Stripe that is what it was at a recorded moment, and can be moved on to the next. It is only looked at. */
export class MovingStore implements Store {
  readonly #moments: readonly Moment[];
  #place = 0;

  constructor(moments: readonly Moment[]) {
    this.#moments = moments;
  }

  get place(): number {
    return this.#place;
  }

  get isAtEnd(): boolean {
    return this.#place === this.#moments.length - 1;
  }

  moveOn(): void {
    if (!this.isAtEnd) this.#place += 1;
  }

  moveToEnd(): void {
    this.#place = this.#moments.length - 1;
  }

  get #now(): Store {
    const moment = this.#moments[this.#place];
    if (!moment) throw new Error('There is no such moment');
    return moment.store;
  }

  get: Store['get'] = (kind, id) => this.#now.get(kind, id);
  all: Store['all'] = (kind) => this.#now.all(kind);
  put: Store['put'] = (kind) => this.#refuse(kind);
  remove: Store['remove'] = (kind) => this.#refuse(kind);
  touch(): void {}
  clear(): void {}
  flush(): void {}

  #refuse(kind: Kind): void {
    throw new Error(`A recorded Stripe is not written to (${kind})`);
  }
}
