import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { becomeMember } from '../../support/database/as-member.ts';

/** A database with companies and products, and two ways in: as PostgREST comes, and as its owner whom no trigger stops. */
export interface Subject {
  /** For requests of members. */
  sql: postgres.Sql;
  /** For floors: all rights, triggers of ours off, constraints on. */
  bare: postgres.Sql;
}

/** What one side of a comparison does: prepare without being timed, then the statement that is. */
export interface Side {
  prepare?: (transaction: postgres.TransactionSql, round: number) => Promise<unknown>;
  act: (transaction: postgres.TransactionSql, round: number) => Promise<unknown>;
}

/** The id the filler gave a thing, such as `company 7`. */
export function idOf(name: string): string {
  return createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Prepares a transaction for the owner of a company of the filler. */
export function beOwner(transaction: postgres.TransactionSql, company: number): Promise<void> {
  return becomeMember(transaction, { userId: idOf(`person ${company}`), sessionId: idOf(`session ${company}`) });
}

/**
 * Does both sides in turn, each on its own connection, and answers the median milliseconds of each. The first quarter of the rounds
 * warms up and does not count.
 */
export async function compare(
  { sql, bare }: Subject,
  rounds: number,
  side: Side,
  floor: Side,
): Promise<{ time: number; floor: number }> {
  const [times, floors]: [number[], number[]] = [[], []];
  const warm = Math.ceil(rounds / 4);
  for (let round = 0; round < rounds + warm; round += 1) {
    const [time, low] = [await clock(sql, side, round), await clock(bare, floor, round)];
    if (round < warm) continue;
    times.push(time);
    floors.push(low);
  }
  return { time: takeMedian(times), floor: takeMedian(floors) };
}

/** Milliseconds of the statement alone: neither preparing nor committing counts. */
async function clock(sql: postgres.Sql, { prepare, act }: Side, round: number): Promise<number> {
  return (await sql.begin(async (transaction) => {
    await (prepare ?? idle)(transaction, round);
    const began = performance.now();
    await act(transaction, round);
    return performance.now() - began;
  })) as number;
}

/** Both sides have spoken to the server in the transaction before the clock starts. */
function idle(transaction: postgres.TransactionSql): Promise<unknown> {
  return transaction`select 1`;
}

export function takeMedian(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
