import { connect, createServer, type Server } from 'node:net';
import { Problem } from './problem.ts';

/** Every port of the stack, all on 127.0.0.1. */
export type Ports = Record<PortName, number>;
export type PortName = 'site' | 'api' | 'database' | 'dashboard' | 'mailbox' | 'smtp' | 'stripe';

const definitions: Record<PortName, { fallback: number; variable: string; label: string }> = {
  site: { fallback: 4321, variable: 'SITE_PORT', label: 'site' },
  api: { fallback: 54321, variable: 'API_PORT', label: 'Supabase API' },
  database: { fallback: 54322, variable: 'DB_PORT', label: 'Postgres' },
  dashboard: { fallback: 54323, variable: 'DASHBOARD_PORT', label: 'database dashboard' },
  mailbox: { fallback: 54324, variable: 'MAILBOX_PORT', label: 'mailbox' },
  smtp: { fallback: 54325, variable: 'SMTP_PORT', label: 'mail delivery' },
  stripe: { fallback: 12111, variable: 'STRIPE_PORT', label: 'Stripe double' },
};
const names = Object.keys(definitions) as PortName[];

/** Reads the ports from the environment (`SITE_PORT`, `API_PORT`, …); a value that is no port is named. */
export function readPorts(environment: NodeJS.ProcessEnv): Ports {
  const ports = {} as Ports;
  for (const name of names) {
    const { fallback, variable } = definitions[name];
    const text = environment[variable]?.trim();
    const port = text ? Number(text) : fallback;
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Problem(`${variable} is "${text}", but a port is a whole number between 1 and 65535.`);
    }
    ports[name] = port;
  }
  return ports;
}

/** Picks a free port for each part; used by tests, so that they never meet a running stack. */
export async function findFreePorts(): Promise<Ports> {
  // All are held until the last is found: a port given back at once could be handed out twice.
  const servers = await Promise.all(names.map(() => listenAnywhere()));
  const ports = servers.map(readPort);
  await Promise.all(servers.map(closeServer));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Ports;
}

/** Asks the system for one free port on 127.0.0.1. */
export async function findFreePort(): Promise<number> {
  const server = await listenAnywhere();
  const port = readPort(server);
  await closeServer(server);
  return port;
}

function listenAnywhere(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function readPort(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Throws a Problem that names the first port in use or asked for twice; nothing has been started then. */
export async function requireFreePorts(ports: Ports): Promise<void> {
  for (const name of names) {
    const { variable, label } = definitions[name];
    const twin = names.find((other) => other !== name && ports[other] === ports[name]);
    if (twin)
      throw new Problem(`Port ${ports[name]} is given to both ${label} (${variable}) and ${definitions[twin].label}.`);
    if (await isTaken(ports[name])) {
      throw new Problem(
        `Port ${ports[name]} (${label}, ${variable}) is taken; stop the program that uses it or set ${variable} to a free port.`,
      );
    }
  }
}

/** True when something answers on the port or it cannot be bound. */
export async function isTaken(port: number): Promise<boolean> {
  return (await answers(port)) || !(await canListen(port));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    const finish = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
