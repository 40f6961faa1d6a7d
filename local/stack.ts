import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serveDashboard } from './api/dashboard.ts';
import { startBackend } from './backend.ts';
import { createDemo } from './demo/create.ts';
import { type Addresses, createFunctionEnvironment, createSiteEnvironment, listAddresses } from './environment.ts';
import { startMailbox } from './mailbox.ts';
import { Parts } from './parts.ts';
import { root } from './paths.ts';
import { findFreePorts, type Ports, readPorts, requireFreePorts } from './ports.ts';
import { stopLeftoverServer } from './postgres/server.ts';
import { Problem } from './problem.ts';
import { startScheduler } from './scheduler.ts';
import { auth, keys } from './settings.ts';
import { startSite } from './site/start.ts';
import { startStripe } from './stripe-part.ts';

export interface StackOptions {
  /** Folder for the data: database, mails, logs. */
  directory: string;
  /** Ports to use instead of those of the environment; `free` looks for free ones. */
  ports?: Partial<Ports> | 'free';
  /** `build` serves the built site, `dev` runs Astro's dev server, `none` leaves the site away. */
  site?: 'build' | 'dev' | 'none';
  /** Where the built site is put; `dist` in the clone unless given. */
  siteDirectory?: string;
  /** Make the demo accounts, once per database. */
  demo?: boolean;
  scheduler?: boolean;
  /** Shortest time between two mails of Auth to one address, such as `60s`; `0s` for no limit. */
  mailFrequency?: string;
  /** Print no progress. */
  quiet?: boolean;
  /** Aborting it stops the stack, also while it is starting. */
  signal?: AbortSignal;
}

export interface Stack {
  addresses: Addresses;
  keys: { publishable: string; secret: string };
  /** What the edge functions find in their environment. */
  environment: Record<string, string>;
  /** True when the demo accounts are in the database. */
  hasDemo: boolean;
  /** Resolves with a sentence when a part dies although nobody stopped it; the rest is still to be stopped then. */
  failure: Promise<string>;
  /** Stops every part; may be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts the whole embedded stack on 127.0.0.1.
 * @throws Problem that names the port in use or the part that failed; nothing is left running then.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const ports = options.ports === 'free' ? await findFreePorts() : { ...readPorts(process.env), ...options.ports };
  mkdirSync(options.directory, { recursive: true });
  await stopLeftoverServer(options.directory);
  await requireFreePorts(ports);
  const parts = new Parts();
  const aborted = new Promise<never>((_, reject) => {
    options.signal?.addEventListener('abort', () => reject(new Problem('Stopped.')), { once: true });
  });
  try {
    return await Promise.race([assemble(options, ports, parts), aborted]);
  } catch (error) {
    await parts.stopAll();
    throw error;
  }
}

async function assemble(options: StackOptions, ports: Ports, parts: Parts): Promise<Stack> {
  const report = (line: string) => options.quiet || console.log(line);
  const addresses = listAddresses(ports);
  const environment = createFunctionEnvironment(ports);
  const { directory } = options;
  const failure = Promise.withResolvers<string>();
  const notify = (sentence: string) => failure.resolve(sentence);
  // The site first: building it takes longest, in a process of its own.
  const site = startSite({
    mode: options.site ?? 'build',
    port: ports.site,
    directory: options.siteDirectory ?? join(root, 'dist'),
    logDirectory: directory,
    environment: createSiteEnvironment(ports),
    parts,
    report,
    notify,
  });
  const watch = options.site === 'dev';
  const mailFrequency = options.mailFrequency ?? auth.mailFrequency;
  const backend = startBackend({ directory, ports, environment, watch, mailFrequency, parts, report, notify });
  const services = Promise.all([
    startMailbox({ directory, webPort: ports.mailbox, smtpPort: ports.smtp, parts }),
    // Events of the last run that nobody took are sent as soon as it starts, so someone must be there to take them.
    backend.then(() => startStripe({ port: ports.stripe, apiUrl: addresses.api, directory, parts, report })),
  ]);
  const demo = services.then(() => (options.demo ? createDemo({ addresses, parts, report }) : false));
  const [hasDemo] = await Promise.all([demo, site]);
  const dashboard = await serveDashboard({ port: ports.dashboard, databaseUrl: addresses.database });
  await parts.add('dashboard', dashboard.close);
  if (options.scheduler ?? true) {
    const scheduler = startScheduler({ apiUrl: addresses.api, stripeUrl: addresses.stripe, report });
    await parts.add('scheduler', scheduler.stop);
  }
  return { addresses, keys, environment, hasDemo, failure: failure.promise, stop: () => parts.stopAll() };
}
