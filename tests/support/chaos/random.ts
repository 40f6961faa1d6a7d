/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** A whole number from 0 up to, without, `limit`. */
  below(limit: number): number;
  /** True in so many of a hundred cases. */
  percent(chance: number): boolean;
  /** One of a list. */
  pick<T>(things: readonly T[]): T;
  uuid(): string;
}

/** Begins a series (mulberry32: small, and good enough to choose operations by). */
export function startRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    below,
    percent: (chance) => next() * 100 < chance,
    pick: (things) => {
      const thing = things[below(things.length)];
      if (thing === undefined) throw new Error('There is nothing to pick from.');
      return thing;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
