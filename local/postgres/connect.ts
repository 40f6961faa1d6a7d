import postgres from 'postgres';

export type Database = postgres.Sql;

/** Opens a client for the server's address; notices stay quiet. The caller ends it. */
export function connectDatabase(url: string, connections = 4): Database {
  return postgres(url, { max: connections, onnotice() {}, idle_timeout: 30 });
}
