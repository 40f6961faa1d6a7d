/** The double's clock: real time plus an offset that only grows. All values are Unix seconds. */
export interface Clock {
  now(): number;
  offset(): number;
  /** Stops the clock at a moment while what is due then is done. */
  holdAt(moment: number): void;
  /** Lets the clock run on from the moment it is held at. */
  release(): void;
  reset(): void;
}

/** Makes a clock; `save` is told every new offset. */
export function createClock(offset: number, save: (offset: number) => void): Clock {
  let current = offset;
  let held: number | undefined;
  const readReal = () => Math.floor(Date.now() / 1000);
  return {
    now: () => held ?? readReal() + current,
    offset: () => current,
    holdAt: (moment) => {
      held = moment;
    },
    release: () => {
      if (held === undefined) return;
      current = Math.max(current, held - readReal());
      held = undefined;
      save(current);
    },
    reset: () => {
      current = 0;
      held = undefined;
      save(0);
    },
  };
}
