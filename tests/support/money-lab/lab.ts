import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { openStore } from '../../../local/stripe/store.ts';
import { type OwnDatabase, openOwnDatabase } from '../database/own-database.ts';
import { createCompany } from '../world/world.ts';
import { type LabDatabase, openLabDatabase } from './database.ts';
import { Disturbance } from './disturbance.ts';
import { Portal } from './portal.ts';
import { createLabStripe, type LabStripe } from './stripe.ts';

/** One run: the portal and Stripe in this process, on the real database. All of it is taken back afterwards. */
export interface Run {
  portal: Portal;
  stripe: LabStripe;
  database: LabDatabase;
  disturbance: Disturbance;
  company: { id: string; ownerId: string };
  /** Where Stripe's clock stood at the beginning, Unix seconds. */
  startedAt: number;
}

/** Money in this process: a Postgres of its own with all migrations, Stripe's double without a port, and the portal's own code between them. */
export class MoneyLab {
  readonly #own: OwnDatabase;
  readonly #database: LabDatabase;
  /** The same for all runs, so that they are alike over midnight. */
  readonly #startedAt = Math.floor(Date.now() / 1000);
  readonly company: { id: string; ownerId: string };

  private constructor(own: OwnDatabase, database: LabDatabase, company: { id: string; ownerId: string }) {
    this.#own = own;
    this.#database = database;
    this.company = company;
  }

  /** Starts the database and opens a company with 600 points. */
  static async open(): Promise<MoneyLab> {
    const own = await openOwnDatabase();
    const sql = postgres(own.url, { max: 1, onnotice() {} });
    const { id, owner } = await createCompany(sql);
    await sql`insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
      values (${id}, 'adjustment', 600, 0, ${`test:${randomUUID()}`}, 'Points for a test')`;
    await sql.end({ timeout: 1 });
    return new MoneyLab(own, await openLabDatabase(own.url), { id, ownerId: owner.userId });
  }

  /** Runs something on a Stripe that knows nothing yet and takes everything back. In: a pause after each of Stripe's answers. */
  async run<Result>(
    work: (run: Run) => Promise<Result>,
    options: { pause?: () => Promise<void> } = {},
  ): Promise<Result> {
    const disturbance = new Disturbance();
    const startedAt = this.#startedAt;
    const stripe = createLabStripe(openStore(), disturbance, startedAt, options.pause);
    const database = this.#database;
    const portal = new Portal(database, stripe, disturbance, this.company);
    await database.query('begin');
    try {
      return await work({ portal, stripe, database, disturbance, company: this.company, startedAt });
    } finally {
      await database.query('rollback');
    }
  }

  /** Within a run: does something and takes back what it did to the database. */
  async branch<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#database.query('savepoint branch');
    try {
      return await work();
    } finally {
      await this.#database.query('rollback to savepoint branch');
      await this.#database.query('release savepoint branch');
    }
  }

  async close(): Promise<void> {
    await this.#database.close();
    await this.#own.close();
  }
}
