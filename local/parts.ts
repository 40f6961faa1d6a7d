import { describeError } from './problem.ts';

type Stop = () => Promise<unknown>;

/** Remembers what was started, so that it can be stopped in the opposite order at any moment, also half-way up. */
export class Parts {
  readonly #stops: { name: string; stop: Stop }[] = [];
  #stopped: Promise<void> | undefined;

  /** True from the moment the stack begins to stop. */
  get isStopping(): boolean {
    return this.#stopped !== undefined;
  }

  /** Adds a running part. When the stack is stopping already, the newcomer is stopped at once. */
  async add(name: string, stop: Stop): Promise<void> {
    if (this.#stopped) await stop();
    else this.#stops.push({ name, stop });
  }

  /** Stops everything, last started first; a second call waits for the first. A part that resists does not keep the rest. */
  stopAll(): Promise<void> {
    this.#stopped ??= this.#stopInOrder();
    return this.#stopped;
  }

  async #stopInOrder(): Promise<void> {
    for (const { name, stop } of this.#stops.toReversed()) {
      try {
        await Promise.race([stop(), failLater()]);
      } catch (error) {
        console.error(`${name} could not be stopped: ${describeError(error)}`);
      }
    }
  }
}

/** Gives a part twelve seconds to stop; child processes that are still there are killed when this process ends. */
function failLater(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('it took too long')), 12_000).unref();
  });
}
