// Runs in Deno (not in Node): loads every edge function, catches the handler it gives to `Deno.serve` and serves all of
// them in one process, as the hosted runtime serves each in its own.
import { CpuMeter } from './cpu.ts';
import type { DenoRuntime, Handler } from './deno-types.ts';

const { Deno: deno } = globalThis as unknown as { Deno: DenoRuntime };
const [directory = '', port = '', limitSeconds = ''] = deno.args;
const serveReally = deno.serve.bind(deno);
const meter = new CpuMeter(Number(limitSeconds));
const handlers = new Map<string, Handler>();
let failures = 0;

Object.assign(globalThis, { EdgeRuntime: { waitUntil } });
for (const name of await listFunctions()) await loadFunction(name);
serveReally(
  { hostname: '127.0.0.1', port: Number(port), onListen: () => console.log(`listening ${handlers.size} ${failures}`) },
  answer,
);
exitWithParent();

async function listFunctions(): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of deno.readDir(directory)) {
      if (entry.isDirectory && !entry.name.startsWith('_') && !entry.name.startsWith('.')) names.push(entry.name);
    }
  } catch {
    // No folder yet: there are no functions to serve.
  }
  return names.sort();
}

async function loadFunction(name: string): Promise<void> {
  Object.assign(deno, {
    serve: (first: object | Handler, second?: Handler) => {
      const handler = typeof first === 'function' ? (first as Handler) : second;
      if (handler) handlers.set(name, handler);
      return { finished: Promise.resolve(), shutdown: async () => {}, ref() {}, unref() {} };
    },
  });
  try {
    const loaded = await import(`file://${directory}/${name}/index.ts`);
    if (typeof loaded.default?.fetch === 'function')
      handlers.set(name, (request, info) => loaded.default.fetch(request, info));
    if (!handlers.has(name)) throw new Error('it never calls Deno.serve');
  } catch (error) {
    failures += 1;
    console.error(
      `function ${name} could not be loaded: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
    );
  }
}

async function answer(request: Request, info: unknown): Promise<Response> {
  const name = new URL(request.url).pathname.split('/')[1] ?? '';
  if (name === '_cpu') return Response.json({ highestSeconds: meter.highestSeconds, excesses: meter.excesses });
  const handler = handlers.get(name);
  if (!handler)
    return Response.json({ code: 'NOT_FOUND', message: 'Requested function was not found' }, { status: 404 });
  try {
    return await meter.measure(name, () => handler(request, info));
  } catch (error) {
    console.error(`function ${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    return Response.json({ code: 'WORKER_ERROR', message: 'Function exited due to an error' }, { status: 500 });
  }
}

/** The hosted runtime keeps a function alive until the promise ends; a failure is only logged. */
function waitUntil(promise: Promise<unknown>): void {
  meter.follow(promise);
  promise.catch((error) =>
    console.error(`background work failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`),
  );
}

/** The stack holds our input open as long as it lives; when it is killed, nobody else would end this process. */
async function exitWithParent(): Promise<void> {
  for await (const _ of deno.stdin.readable);
  deno.exit(0);
}
