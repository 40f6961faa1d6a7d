import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** A program the stack has started and must stop. */
export interface Child {
  process: ChildProcess;
  /** Resolves with how the program ended, at once; its own children may still be there and print. */
  exited: Promise<string>;
  /** Resolves when all is gone and read, with how the program ended and its last lines. */
  ended: Promise<{ description: string; lastLines: string[] }>;
  /** Ends the program with the signal; kills it when it has not gone after `patienceMilliseconds`. */
  stop(signal?: NodeJS.Signals, patienceMilliseconds?: number): Promise<void>;
}

interface Options extends SpawnOptions {
  /** Receives each line the program prints. */
  onLine?: (line: string) => void;
  /** File that keeps everything the program prints. */
  logFile?: string;
}

const running = new Set<ChildProcess>();

// A last net: whatever ends this process, no part outlives it.
process.on('exit', () => {
  for (const child of running) if (child.pid !== undefined) signalGroup(child.pid, 'SIGQUIT');
});

/**
 * Starts a program in a process group of its own, so that Ctrl-C in a terminal reaches only us and we stop the parts in
 * the right order.
 */
export function startChild(command: string, parameters: string[], options: Options = {}): Child {
  const { onLine, logFile, ...spawnOptions } = options;
  const child = spawn(command, parameters, { ...spawnOptions, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  const lastLines: string[] = [];
  const read = (chunk: Buffer) => {
    if (logFile) appendFileSync(logFile, chunk);
    for (const line of chunk.toString().split('\n')) {
      if (line.trim() === '') continue;
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      onLine?.(line);
    }
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  child.stdin?.on('error', () => {});
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(describeEnd(code, signal)));
  });
  const ended = new Promise<{ description: string; lastLines: string[] }>((resolve) => {
    const finish = (description: string) => {
      running.delete(child);
      resolve({ description, lastLines });
    };
    child.once('error', (error) => finish(error.message));
    child.once('close', (code, signal) => finish(describeEnd(code, signal)));
  });
  return { process: child, exited, ended, stop: (signal, patience) => stopChild(child, ended, signal, patience) };
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ? `ended by ${signal}` : `ended with exit code ${code}`;
}

async function stopChild(
  child: ChildProcess,
  ended: Promise<unknown>,
  signal: NodeJS.Signals = 'SIGTERM',
  patienceMilliseconds = 5000,
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child.pid, signal);
  const timer = setTimeout(() => child.pid && signalGroup(child.pid, 'SIGKILL'), patienceMilliseconds);
  await ended;
  clearTimeout(timer);
}

/** Signals the whole group, because a program may have started others (Astro starts esbuild). */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}
