/** A disturbance of one request to Stripe. A time-out is a lost connection to whoever waits; the work may be done or not. */
export type Fault =
  | 'time-out before'
  | 'time-out after'
  | 'reset before'
  | 'reset after'
  | '500 before'
  | '500 after'
  | '429';

export const faults: readonly Fault[] = [
  'time-out before',
  'time-out after',
  'reset before',
  'reset after',
  '500 before',
  '500 after',
  '429',
];

/** The process is dead: nothing it still wanted to do happens. */
export class Crash extends Error {}

/** What goes wrong in a run, counted by its steps: every request to Stripe and every call of the database is one. */
export class Disturbance {
  /** Names of the requests to Stripe so far. */
  readonly requests: string[] = [];
  /** Names of all steps so far. */
  readonly steps: string[] = [];
  /** No request reaches Stripe. */
  isStripeDown = false;
  /** Mails are refused. */
  isMailDown = false;
  /** The next request of this name takes effect and its answer is lost. */
  loseAnswerOf: string | undefined;
  /** Disturbs the request of this place. */
  faultAt = -1;
  fault: Fault = '429';
  /** Kills the process before the step of this place. */
  crashAt = -1;
  #isDead = false;

  /** A step begins. Throws `Crash` when the process dies here or is dead. */
  begin(name: string): void {
    if (this.#isDead) throw new Crash(name);
    if (this.steps.length === this.crashAt) {
      this.#isDead = true;
      throw new Crash(name);
    }
    this.steps.push(name);
  }

  /** What happens to a request that begins now. */
  disturb(request: string): Fault | undefined {
    const place = this.requests.length;
    this.requests.push(request);
    if (request === this.loseAnswerOf) {
      this.loseAnswerOf = undefined;
      return 'time-out after';
    }
    return place === this.faultAt ? this.fault : undefined;
  }

  /** A new process takes over. Answers whether the last one died. */
  restart(): boolean {
    const wasDead = this.#isDead;
    this.#isDead = false;
    if (wasDead) this.crashAt = -1;
    return wasDead;
  }
}
