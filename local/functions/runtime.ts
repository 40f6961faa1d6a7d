import { join } from 'node:path';
import type { FunctionsTarget } from '../api/functions-proxy.ts';
import { type Child, startChild } from '../child.ts';
import { cacheDirectory, functionsDirectory, root } from '../paths.ts';
import { findFreePort } from '../ports.ts';
import { Problem } from '../problem.ts';
import { functionLimits } from '../settings.ts';
import { findDeno } from './deno.ts';
import { watchSources } from './watch.ts';

export interface FunctionsRuntime extends FunctionsTarget {
  /** Resolves with the reason when the process ends although nobody stopped it. */
  died: Promise<string>;
  stop(): Promise<void>;
}

interface Options {
  environment: Record<string, string>;
  logFile: string;
  /** Receives what the functions print. */
  report: (line: string) => void;
  /** Restart when a source of the functions changes. */
  watch: boolean;
}

/** Starts one Deno process with all edge functions, on a port of its own that only the API server knows. */
export async function startFunctions(options: Options): Promise<FunctionsRuntime> {
  const port = await findFreePort();
  let stopping = false;
  let isDead = false;
  let announceDeath = (_reason: string) => {};
  const died = new Promise<string>((resolve) => {
    announceDeath = (reason) => {
      isDead = true;
      resolve(reason);
    };
  });
  const begin = () => {
    const started = launch(port, options);
    void started.child.exited.then((description) => {
      if (!stopping && started === current) announceDeath(`The edge functions ${description}; see ${options.logFile}`);
    });
    return started;
  };
  let current = begin();
  await current.ready;
  const restart = async () => {
    const before = current;
    const next = Promise.withResolvers<void>();
    current = { child: before.child, ready: next.promise };
    await before.child.stop();
    if (stopping) return next.resolve();
    current = begin();
    current.ready.then(next.resolve, (error: Error) => {
      announceDeath(error.message);
      next.resolve();
    });
  };
  const watcher = options.watch ? watchSources(restart) : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    died,
    whenReady: () => current.ready,
    isStopping: () => stopping || isDead,
    stop: async () => {
      stopping = true;
      watcher?.close();
      await current.child.stop();
    },
  };
}

interface Launched {
  child: Child;
  ready: Promise<void>;
}

function launch(port: number, { environment, logFile, report }: Options): Launched {
  const ready = Promise.withResolvers<void>();
  const child = startChild(findDeno(), createParameters(port), {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DENO_DIR: join(cacheDirectory, 'deno'),
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
      ...environment,
    },
    logFile,
    onLine: (line) => (line.startsWith('listening ') ? ready.resolve() : report(line)),
  });
  const timer = setTimeout(() => void child.stop('SIGKILL'), 60_000);
  void child.ended.then(({ description, lastLines }) => {
    clearTimeout(timer);
    ready.reject(new Problem(`The edge functions did not start (${description}): ${lastLines.at(-1) ?? 'no output'}`));
  });
  ready.promise.then(
    () => clearTimeout(timer),
    () => {},
  );
  return { child, ready: ready.promise };
}

/** Permissions and memory of the hosted runtime, as near as one process comes to it. */
function createParameters(port: number): string[] {
  return [
    'run',
    '--no-prompt',
    '--no-lock',
    '--quiet',
    '--node-modules-dir=manual',
    `--config=${join(functionsDirectory, 'deno.json')}`,
    '--allow-net',
    '--allow-env',
    `--allow-read=${root}`,
    // nodemailer greets the mail server with the name of the machine.
    '--allow-sys=hostname',
    `--v8-flags=--max-old-space-size=${functionLimits.heapMegabytes}`,
    join(root, 'local', 'functions', 'serve.ts'),
    functionsDirectory,
    String(port),
    String(functionLimits.cpuSeconds),
  ];
}
