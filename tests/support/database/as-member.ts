import type postgres from 'postgres';

/** A person with an open session, as the database knows him. */
export interface Member {
  userId: string;
  sessionId: string;
}

/** A connection within a transaction. */
export type Statements = postgres.TransactionSql | postgres.ReservedSql;

/** Takes the part of a signed-in member in a transaction, with what PostgREST sets for each request. */
export async function becomeMember(transaction: Statements, { userId, sessionId }: Member): Promise<void> {
  const claims = JSON.stringify({ sub: userId, session_id: sessionId, role: 'authenticated' });
  // Hosted projects read the claims as one object, the embedded API one by one.
  await transaction`select set_config('request.jwt.claims', ${claims}, true), set_config('request.jwt.claim.sub', ${userId}, true),
    set_config('request.jwt.claim.role', 'authenticated', true), set_config('role', 'authenticated', true)`;
}

/** Runs statements as a signed-in member in one transaction, as PostgREST runs a request. */
export function asMember<T>(
  sql: postgres.Sql,
  member: Member,
  work: (transaction: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return sql.begin(async (transaction) => {
    await becomeMember(transaction, member);
    return work(transaction);
  }) as Promise<T>;
}
