import { type Child, startChild } from '../child.ts';
import { findScript } from '../find-script.ts';
import { root } from '../paths.ts';
import { Problem } from '../problem.ts';

/** Starts Astro's dev server, which rebuilds and reloads on every change. */
export async function startDevelopmentSite(options: {
  port: number;
  environment: Record<string, string>;
  logFile: string;
  report: (line: string) => void;
}): Promise<Child> {
  const child = startChild(
    process.execPath,
    [findScript('astro', 'astro'), 'dev', '--host', '127.0.0.1', '--port', String(options.port)],
    {
      cwd: root,
      env: { ...process.env, ...options.environment, ASTRO_TELEMETRY_DISABLED: '1' },
      logFile: options.logFile,
      onLine: options.report,
    },
  );
  const outcome = await Promise.race([waitUntilAnswers(options.port, child), child.ended]);
  if (outcome === 'ready') return child;
  throw new Problem(`Astro's dev server did not start (${outcome.description}): ${outcome.lastLines.at(-1) ?? ''}`);
}

async function waitUntilAnswers(port: number, child: Child): Promise<'ready'> {
  for (let attempt = 0; attempt < 600 && child.process.exitCode === null; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
      return 'ready';
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await child.stop();
  return new Promise(() => {});
}
