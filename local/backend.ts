import { join } from 'node:path';
import { createApi } from './api/app.ts';
import { serveApi } from './api/server.ts';
import { listAddresses } from './environment.ts';
import { startFunctions } from './functions/runtime.ts';
import type { Parts } from './parts.ts';
import { migrationsDirectory, seedDirectory } from './paths.ts';
import type { Ports } from './ports.ts';
import { connectDatabase } from './postgres/connect.ts';
import { startServer } from './postgres/server.ts';
import { setUpDatabase } from './postgres/set-up.ts';

interface Options {
  directory: string;
  ports: Ports;
  environment: Record<string, string>;
  watch: boolean;
  mailFrequency: string;
  parts: Parts;
  report: (line: string) => void;
  notify: (failure: string) => void;
}

/** Starts what a hosted Supabase project is: Postgres with our migrations, Auth, REST and the edge functions. */
export async function startBackend(options: Options): Promise<void> {
  const { directory, ports, parts, report, notify } = options;
  const addresses = listAddresses(ports);
  const functions = startFunctions({
    environment: options.environment,
    logFile: join(directory, 'functions.log'),
    report: (line) => report(`functions: ${line}`),
    watch: options.watch,
  });
  // Awaited below; a failure meanwhile must not count as unhandled.
  functions.catch(() => {});
  const server = await startServer({ directory, port: ports.database, report });
  await parts.add('Postgres', server.stop);
  let stopping = false;
  void server.child.exited.then(
    (description) => stopping || notify(`Postgres ${description}; see ${join(directory, 'postgres.log')}`),
  );
  const sql = connectDatabase(server.url);
  const api = await createApi({
    databaseUrl: server.url,
    siteUrl: addresses.site,
    hook: {
      url: `${addresses.api}/functions/v1/send-email`,
      secret: options.environment.SEND_EMAIL_HOOK_SECRET ?? '',
    },
    mailFrequency: options.mailFrequency,
  });
  await parts.add('database clients', async () => {
    stopping = true;
    await Promise.all([sql.end({ timeout: 2 }), api.close()]);
  });
  const count = await setUpDatabase({ sql, api, migrationsDirectory, seedDirectory });
  if (count > 0) report(`Postgres: ${count} migration${count === 1 ? '' : 's'} applied`);
  const runtime = await functions;
  await parts.add('edge functions', runtime.stop);
  void runtime.died.then(notify);
  const gateway = await serveApi({
    port: ports.api,
    api,
    sql,
    functions: runtime,
    mailFrequency: options.mailFrequency,
  });
  await parts.add('Supabase API', gateway.close);
}
