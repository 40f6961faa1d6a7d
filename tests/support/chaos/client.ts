import postgres from 'postgres';
import { becomeMember, type Member, type Statements } from '../database/as-member.ts';
import { readFailure } from './failures.ts';

type Work<T> = (transaction: Statements) => Promise<T>;

/**
 * One connection that outlives the server: after a cut the next request makes a new one. Transactions are begun and ended here, not by the
 * library's `begin`, which says "rollback" to the closed connection and thereby ends the process (postgres 3.4.8; try again with a later one).
 */
export class Client {
  readonly #url: string;
  #sql: postgres.Sql;

  constructor(url: string) {
    this.#url = url;
    this.#sql = connect(url);
  }

  /** Runs a request of a signed-in member, as PostgREST does. */
  asMember<T>(member: Member, work: Work<T>): Promise<T> {
    return this.byHand(async (transaction) => {
      await becomeMember(transaction, member);
      return work(transaction);
    });
  }

  /** Runs statements in one transaction with all rights, as a staff member does. */
  async byHand<T>(work: Work<T>): Promise<T> {
    let reserved: postgres.ReservedSql | undefined;
    try {
      reserved = await this.#sql.reserve();
      await reserved`begin`;
      const result = await work(reserved);
      await reserved`commit`;
      reserved.release();
      return result;
    } catch (error) {
      await this.#clear(error, reserved);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#sql.end({ timeout: 1 });
  }

  async #clear(error: unknown, reserved: postgres.ReservedSql | undefined): Promise<void> {
    if (readFailure(error).kind !== 'cut off' && reserved) {
      await reserved`rollback`;
      reserved.release();
      return;
    }
    void this.#sql.end({ timeout: 0 }).catch(() => {});
    this.#sql = connect(this.#url);
  }
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, onnotice() {}, backoff: () => 0.05, connect_timeout: 30 });
}
