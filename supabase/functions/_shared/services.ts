import { brand } from '../../../src/brand.ts';
import { type Auth, createAuth, createServiceDatabase, type Database } from './database.ts';
import type { Environment } from './environment.ts';
import { deliverMails } from './mail/deliver.ts';
import { createMailSender } from './mail/smtp.ts';
import { type RunInBackground, readEnvironment, runInBackground } from './runtime.ts';

/** What most functions work with; handlers take the part they need. */
export interface Services {
  environment: Environment;
  database: Database;
  auth: Auth;
  /** Delivers one batch of the outbox. */
  deliver: () => Promise<{ sent: number; failed: number }>;
  inBackground: RunInBackground;
  /** Address of the support desk. */
  supportDesk: string;
}

/** Builds them from the environment, once per process. */
export function createServices(): Services {
  const environment = readEnvironment();
  const database = createServiceDatabase(environment);
  const send = createMailSender(environment.smtp);
  return {
    environment,
    database,
    auth: createAuth(environment),
    deliver: () => deliverMails({ database, send, siteUrl: environment.siteUrl }),
    inBackground: runInBackground,
    supportDesk: brand.support.email,
  };
}
