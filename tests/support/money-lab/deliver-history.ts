import { processEvents } from '../../../supabase/functions/_shared/stripe/process-events.ts';
import type { Random } from '../chaos/random.ts';
import { Disturbance } from './disturbance.ts';
import type { History, Moment } from './history.ts';
import type { Run } from './lab.ts';
import { MovingStore } from './moving-store.ts';
import { readState, type State } from './state.ts';
import { createLabStripe, type LabStripe } from './stripe.ts';

/** Whether "your invoice is here" is written depends on whether the portal looked before it was paid: rightly. */
const dependingOnTheMoment = ['invoice_issued'];

/** Delivers a recorded history in some way and answers what the portal knows in the end. */
export class Delivery {
  readonly #run: Run;
  readonly #moments: readonly Moment[];
  readonly #stored: History['stored'];
  readonly #store: MovingStore;
  readonly #stripe: LabStripe;
  readonly #times = new Map<string, number>();
  #pause: () => Promise<void> = async () => {};

  constructor(run: Run, { moments, stored }: History) {
    this.#run = run;
    this.#moments = moments;
    this.#stored = stored;
    this.#store = new MovingStore(moments);
    const pause = () => this.#pause();
    this.#stripe = createLabStripe(this.#store, new Disturbance(), run.startedAt, pause);
  }

  /** As it should be: each event at its time, once. */
  async inOrder(): Promise<State> {
    for (const { eventIds } of this.#moments) {
      for (const id of eventIds) await this.#receive([id]);
      this.#store.moveOn();
    }
    return this.#read();
  }

  /** When all has happened already: the given events one by one, then the rest. */
  async afterwards(ids: readonly string[]): Promise<State> {
    this.#store.moveToEnd();
    for (const id of ids) await this.#receive([id]);
    const given = new Set(ids);
    const rest = this.#moments.flatMap(({ eventIds }) => eventIds).filter((id) => !given.has(id));
    await this.#keep(rest);
    await this.#process();
    return this.#read();
  }

  /**
   * At random: events come late, twice and in any order, two workers look at once, and Stripe moves on while they look, so that what one read is old
   * when he writes it.
   */
  async atRandom(random: Random): Promise<State> {
    // Some runs are hasty, some slow: Stripe moves on rarely or often, answers are read at once or long after.
    const haste = 5 + random.below(60);
    const slowness = 1 + random.below(10);
    this.#pause = async () => {
      if (random.percent(haste)) this.#store.moveOn();
      for (let turns = random.below(slowness); turns > 0; turns -= 1) await this.#takeTurn();
    };
    const delivered = new Set<string>();
    const all = this.#moments.flatMap(({ eventIds }) => eventIds);
    const deliverSome = async () => {
      const known = this.#moments.slice(0, this.#store.place + 1).flatMap(({ eventIds }) => eventIds);
      const fresh = known.filter((id) => !delivered.has(id));
      const chosen = Array.from({ length: 1 + random.below(4) }, () =>
        random.pick(fresh.length > 0 && random.percent(75) ? fresh : known),
      );
      for (const id of chosen) delivered.add(id);
      await this.#keep(chosen);
    };
    const comeLater = async () => {
      for (let turns = random.below(2 * slowness); turns > 0; turns -= 1) await this.#takeTurn();
      if (random.percent(haste)) this.#store.moveOn();
      await deliverSome();
      await this.#process();
    };
    while (delivered.size < all.length) {
      if (random.percent(haste)) this.#store.moveOn();
      await deliverSome();
      const workers = random.below(3);
      if (workers === 1) await this.#process();
      if (workers === 2) await Promise.all([this.#process(), comeLater()]);
    }
    await Promise.all([this.#process(), this.#process()]);
    this.#pause = async () => {};
    await this.#process();
    return this.#read();
  }

  async #receive(ids: readonly string[]): Promise<void> {
    await this.#keep(ids);
    await this.#process();
  }

  /** As the webhook does. One that comes again also comes as another event about the same, which is looked at again. */
  async #keep(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const news = ids.flatMap((id) => {
      const times = this.#times.get(id) ?? 0;
      this.#times.set(id, times + 1);
      return times === 0 ? [this.#describe(id)] : [this.#describe(id), this.#describe(id, `${id}_${times}`)];
    });
    await this.#run.database.call('store_events', { news });
  }

  #describe(id: string, name = id): object {
    const event = this.#stored.get(id);
    if (!event) throw new Error(`There is no event ${id}`);
    const { event_type: type, object_id, created_at } = event;
    return { id: name, type, object_id, created_at };
  }

  async #process(): Promise<void> {
    const { failed } = await processEvents({ stripe: this.#stripe.client, database: this.#run.database.call });
    if (failed > 0) throw new Error(`${failed} events failed`);
  }

  /** As long as others need for a step. */
  async #takeTurn(): Promise<void> {
    await this.#run.database.query('select');
  }

  #read(): Promise<State> {
    return readState(this.#run.database, dependingOnTheMoment);
  }
}
