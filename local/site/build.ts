import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../child.ts';
import { findScript } from '../find-script.ts';
import { root } from '../paths.ts';
import { Problem } from '../problem.ts';
import { hashSources } from './hash.ts';

/**
 * Builds the site into `outDirectory` unless it was already built there from the same sources and environment.
 * @returns true when a build was needed.
 * @throws Problem with Astro's last words when the build fails.
 */
export async function buildSite(options: {
  outDirectory: string;
  environment: Record<string, string>;
  logFile: string;
  /** Called before a build begins. */
  onBuild?: () => void;
}): Promise<boolean> {
  const wanted = hashSources(options.environment);
  const stamp = join(options.outDirectory, '.build-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  options.onBuild?.();
  mkdirSync(options.outDirectory, { recursive: true });
  const build = startChild(
    process.execPath,
    [findScript('astro', 'astro'), 'build', '--outDir', options.outDirectory],
    {
      cwd: root,
      env: {
        ...process.env,
        ...options.environment,
        NODE_ENV: 'production',
        ASTRO_TELEMETRY_DISABLED: '1',
        NO_COLOR: '1',
      },
      logFile: options.logFile,
    },
  );
  const { description, lastLines } = await build.ended;
  if (build.process.exitCode !== 0) {
    throw new Problem(
      `The site could not be built (${description}), see ${options.logFile}\n  ${lastLines.join('\n  ')}`,
    );
  }
  writeFileSync(stamp, wanted);
  return true;
}
