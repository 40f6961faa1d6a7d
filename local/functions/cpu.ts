import { AsyncLocalStorage } from 'node:async_hooks';
import process from 'node:process';

/** One request being worked on; it lasts until its answer and everything it passed to `waitUntil` are done. */
export interface Work {
  name: string;
  cpuSeconds: number;
  openParts: number;
}

/** Requests that used more processor time than hosted functions may. */
export interface Excess {
  name: string;
  seconds: number;
}

/**
 * Measures the processor time of each request. All functions share one process, so the time used since the last change is
 * divided equally among the requests that were open meanwhile.
 */
export class CpuMeter {
  readonly #limitSeconds: number;
  readonly #open = new Set<Work>();
  readonly #current = new AsyncLocalStorage<Work>();
  readonly excesses: Excess[] = [];
  highestSeconds = 0;
  #last = process.cpuUsage();

  constructor(limitSeconds: number) {
    this.#limitSeconds = limitSeconds;
  }

  /** Runs the handler of a request and counts its time. */
  async measure<Answer>(name: string, run: () => Answer | Promise<Answer>): Promise<Answer> {
    const work: Work = { name, cpuSeconds: 0, openParts: 1 };
    this.#settle();
    this.#open.add(work);
    try {
      return await this.#current.run(work, run);
    } finally {
      this.#finishPart(work);
    }
  }

  /** Counts what goes on after the answer (`EdgeRuntime.waitUntil`) to the request that started it. */
  follow(promise: Promise<unknown>): void {
    const work = this.#current.getStore();
    if (!work) return;
    work.openParts += 1;
    const finish = () => this.#finishPart(work);
    promise.then(finish, finish);
  }

  #finishPart(work: Work): void {
    this.#settle();
    work.openParts -= 1;
    if (work.openParts > 0) return;
    this.#open.delete(work);
    this.highestSeconds = Math.max(this.highestSeconds, work.cpuSeconds);
    if (work.cpuSeconds <= this.#limitSeconds) return;
    this.excesses.push({ name: work.name, seconds: work.cpuSeconds });
    console.error(`function ${work.name} used ${work.cpuSeconds.toFixed(2)} s of CPU (limit ${this.#limitSeconds} s)`);
  }

  #settle(): void {
    const now = process.cpuUsage();
    const seconds = (now.user - this.#last.user + now.system - this.#last.system) / 1e6;
    this.#last = now;
    for (const work of this.#open) work.cpuSeconds += seconds / this.#open.size;
  }
}
