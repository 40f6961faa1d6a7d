import type postgres from 'postgres';
import type { Client } from './client.ts';
import type { Random } from './random.ts';
import type { Town } from './town.ts';

/** One thing a client has decided to do; asked for again with the same ids until an answer comes. */
export interface Operation {
  /** Sends it once. In: whether an earlier try was sent and its answer never came. */
  send(client: Client, isRepeated: boolean): Promise<void>;
  /** Refusals that mean: an earlier try had arrived. */
  meansDone?: readonly string[];
  /** Notes what the database has said yes to. */
  keep?(): void;
}

/** A kind of operation. */
export interface Verb {
  name: string;
  /** How often it is chosen, relative to the others. */
  weight: number;
  /** A function of the database without which the verb does not exist yet; the report names the verbs that took part. */
  needs?: string;
  /** Decides on one; nothing when there is nothing to do it to. */
  choose(town: Town, random: Random): Operation | undefined;
}

/** Verbs the database has. */
export async function listVerbs(sql: postgres.Sql, verbs: readonly Verb[]): Promise<Verb[]> {
  const known = await Promise.all(
    verbs.map(async ({ needs }) => {
      if (needs === undefined) return true;
      const [found] = await sql`select to_regproc(${needs}) is not null as is_there`;
      return found?.is_there === true;
    }),
  );
  return verbs.filter((_, place) => known[place]);
}

/** Chooses a verb by its weight. */
export function chooseVerb(verbs: readonly Verb[], random: Random): Verb {
  let left = random.below(verbs.reduce((sum, { weight }) => sum + weight, 0));
  for (const verb of verbs) {
    left -= verb.weight;
    if (left < 0) return verb;
  }
  throw new Error('There is no verb.');
}
