import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { apiSchemas, auth, keys, maximumRows } from '../settings.ts';
import { jsonTypes } from './json-types.ts';
import { createHookMailer, silentMailer } from './mailer.ts';

interface Options {
  databaseUrl: string;
  siteUrl: string;
  /** The Send Email Hook: address of the function `send-email` and its secret. Without it no mail is sent. */
  hook?: { url: string; secret: string };
  mailFrequency: string;
}

/** The embedded REST and Auth API, not yet listening. */
export interface Api {
  handle(request: Request): Promise<Response>;
  /** Makes or completes the schema `auth`. */
  prepareSchema(): Promise<void>;
  close(): Promise<void>;
}

/** Builds the REST and Auth API over the database. */
export async function createApi(options: Options): Promise<Api> {
  const connection = openConnection(options.databaseUrl, 20);
  const app = new App({
    connection,
    api: { schemas: apiSchemas, max_rows: maximumRows },
    auth: {
      enabled: true,
      jwt_secret: auth.jwtSecret,
      jwt_expiry: auth.jwtExpirySeconds,
      publishable_key: keys.publishable,
      secret_key: keys.secret,
      site_url: options.siteUrl,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      minimum_password_length: auth.minimumPasswordLength,
      email: {
        enable_signup: true,
        enable_confirmations: true,
        double_confirm_changes: true,
        otp_length: auth.otpLength,
        otp_expiry: auth.otpExpirySeconds,
        max_frequency: options.mailFrequency,
      },
    },
  });
  app._mailer = options.hook ? createHookMailer({ ...options.hook, siteUrl: options.siteUrl }) : silentMailer;
  await app.init();
  return {
    handle: async (request) => app.fetch(request),
    prepareSchema: () => app.ensureSystemSchema(),
    close: () => closeConnection(connection),
  };
}

/** Closes a pool. It waits for queries that never end when their caller was killed, so the wait is bounded: Postgres cuts them. */
export function closeConnection(connection: { close(): Promise<void> }): Promise<void> {
  return Promise.race([connection.close(), new Promise<void>((resolve) => setTimeout(resolve, 1500))]);
}

/**
 * Opens the API's pool. `rlsState` is set by hand because the embedded API otherwise grants every table to every role at
 * its first request, which hosted Supabase does not do.
 */
export function openConnection(url: string, connections: number) {
  const postgresOptions = { onnotice() {}, max: connections, types: jsonTypes };
  const connection = createPostgresConnection({ url, postgresOptions });
  Object.assign(connection as object, { rlsState: 'active' });
  return connection;
}
