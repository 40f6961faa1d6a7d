import postgres from 'postgres';
import type { OwnDatabase } from '../database/own-database.ts';

/** How the server is brought down: as if the machine lost power, or by the death of one of its processes. */
export type Kill = 'server' | 'process';

const patienceMilliseconds = 60_000;

/** Kills the bench's own server and brings it up again; resolves when it answers. */
export async function killAndRecover(database: OwnDatabase, kill: Kill): Promise<void> {
  if (kill === 'process') await killProcess(database.url);
  else {
    const { child } = database.server;
    if (child.process.pid !== undefined) process.kill(child.process.pid, 'SIGKILL');
    await child.exited;
    await startAgain(database);
  }
  await waitForAnswer(database.url);
}

/** One client's process dies; the server then takes all others down and recovers by itself. */
async function killProcess(url: string): Promise<void> {
  const sql = connect(url);
  try {
    const [victim] = await sql`select pid from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1`;
    if (victim) process.kill(victim.pid, 'SIGKILL');
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}

/** The processes of a killed server go when they notice; until the last is gone a new one refuses to start. */
async function startAgain(database: OwnDatabase): Promise<void> {
  await tryUntil(() => database.start());
}

async function waitForAnswer(url: string): Promise<void> {
  await tryUntil(async () => {
    const sql = connect(url);
    try {
      await sql`select 1`;
    } finally {
      await sql.end({ timeout: 1 }).catch(() => {});
    }
  });
}

async function tryUntil(attempt: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, onnotice() {}, connect_timeout: 5, backoff: false });
}
