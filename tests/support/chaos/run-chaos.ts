import postgres from 'postgres';
import { type OwnDatabase, openOwnDatabase } from '../database/own-database.ts';
import { findBrokenPromises, findLostRows } from '../world/broken-promises.ts';
import { killAndRecover } from './chaos-server.ts';
import { Client } from './client.ts';
import { readFailure } from './failures.ts';
import { otherVerbs } from './other-verbs.ts';
import { productVerbs } from './product-verbs.ts';
import { startRandom } from './random.ts';
import { foundTown, type Town } from './town.ts';
import { chooseVerb, listVerbs, type Operation, type Verb } from './verb.ts';

/** How much chaos. */
export interface ChaosPlan {
  clients: number;
  operationsPerClient: number;
  kills: number;
  companies: number;
  seed: number;
  /** After so long nothing more is begun; what was not done then counts as a failure. */
  mostSeconds: number;
  report: (line: string) => void;
}

/** What came of it; `problems` is empty when every promise was kept at every look. */
export interface ChaosOutcome {
  verbs: string[];
  done: number;
  refused: Record<string, number>;
  /** Operations whose answer was lost and that were sent again. */
  repeated: number;
  /** Times that transactions were in each other's way, by SQLSTATE. */
  conflicts: Record<string, number>;
  kills: number;
  looks: number;
  seconds: number;
  problems: string[];
}

/** Runs many clients against a server that is killed now and then, and looks after each recovery and at the end. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosOutcome> {
  const database = await openOwnDatabase();
  try {
    return await new Chaos(plan, database).run();
  } finally {
    await database.close();
  }
}

class Chaos {
  readonly #plan: ChaosPlan;
  readonly #database: OwnDatabase;
  readonly #outcome: ChaosOutcome;
  #verbs: Verb[] = [];
  #recovery: Promise<void> = Promise.resolve();
  readonly #began = performance.now();

  constructor(plan: ChaosPlan, database: OwnDatabase) {
    this.#plan = plan;
    this.#database = database;
    this.#outcome = {
      verbs: [],
      done: 0,
      refused: {},
      repeated: 0,
      conflicts: {},
      kills: 0,
      looks: 0,
      seconds: 0,
      problems: [],
    };
  }

  async run(): Promise<ChaosOutcome> {
    const sql = this.#connect();
    const town = await foundTown(sql, this.#plan.seed, this.#plan.companies);
    this.#verbs = await listVerbs(sql, [...productVerbs, ...otherVerbs]);
    await sql.end();
    const clients = Array.from({ length: this.#plan.clients }, (_, number) => this.#runClient(town, number));
    await Promise.all(clients);
    await this.#look(town, true);
    const { clients: count, operationsPerClient } = this.#plan;
    if (this.#outcome.done < count * operationsPerClient)
      this.#outcome.problems.push(
        `only ${this.#outcome.done} of ${count * operationsPerClient} operations in ${this.#plan.mostSeconds} s`,
      );
    return { ...this.#outcome, verbs: this.#verbs.map(({ name }) => name), seconds: this.#seconds() };
  }

  async #runClient(town: Town, number: number): Promise<void> {
    const random = startRandom(this.#plan.seed * 1000 + number);
    const client = new Client(this.#database.url);
    for (
      let count = 0;
      count < this.#plan.operationsPerClient && this.#seconds() < this.#plan.mostSeconds;
      count += 1
    ) {
      const operation = chooseVerb(this.#verbs, random).choose(town, random);
      if (operation) await this.#doIt(client, operation);
      this.#outcome.done += 1;
      await this.#disturb(town);
    }
    await client.close();
  }

  /** Sends an operation until an answer comes, as a browser does whose connection broke. */
  async #doIt(client: Client, operation: Operation): Promise<void> {
    for (let isRepeated = false; ; ) {
      try {
        await operation.send(client, isRepeated);
        return operation.keep?.();
      } catch (error) {
        const failure = readFailure(error);
        if (failure.kind === 'refused') {
          if (isRepeated && operation.meansDone?.includes(failure.code)) return operation.keep?.();
          count(this.#outcome.refused, failure.code);
          return;
        }
        if (failure.kind === 'conflict') count(this.#outcome.conflicts, failure.code);
        else {
          if (!isRepeated) this.#outcome.repeated += 1;
          isRepeated = true;
          await this.#recovery;
        }
      }
    }
  }

  /** Kills the server when its hour has come; the client that finished the operation waits, the others meet the broken server. */
  async #disturb(town: Town): Promise<void> {
    const { kills, clients, operationsPerClient, seed } = this.#plan;
    const next = ((this.#outcome.kills + 1) * clients * operationsPerClient) / (kills + 1);
    if (this.#outcome.kills >= kills || this.#outcome.done < next) return;
    this.#outcome.kills += 1;
    const kill = startRandom(seed + this.#outcome.kills).percent(60) ? 'server' : 'process';
    this.#recovery = killAndRecover(this.#database, kill);
    await this.#recovery;
    await this.#look(town, false);
    this.#plan.report(
      `${this.#outcome.done} operations, ${Math.round(this.#seconds())} s: a ${kill} was killed and recovered`,
    );
  }

  async #look(town: Town, isEnd: boolean): Promise<void> {
    const promised = { products: [...town.promised.products], sources: [...town.promised.sources] };
    const sql = this.#connect();
    // A serial passed over at the moment of change is given on by the job.
    if (isEnd) await sql`select service.sweep()`;
    this.#outcome.problems.push(...(await findBrokenPromises(sql, isEnd)), ...(await findLostRows(sql, promised)));
    this.#outcome.looks += 1;
    await sql.end();
  }

  #connect(): postgres.Sql {
    return postgres(this.#database.url, { max: 1, onnotice() {} });
  }

  #seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
