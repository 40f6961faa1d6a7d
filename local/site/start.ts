import { join } from 'node:path';
import type { Parts } from '../parts.ts';
import { buildSite } from './build.ts';
import { startDevelopmentSite } from './dev.ts';
import { serveSite } from './serve.ts';

interface Options {
  mode: 'build' | 'dev' | 'none';
  port: number;
  directory: string;
  logDirectory: string;
  environment: Record<string, string>;
  parts: Parts;
  report: (line: string) => void;
  notify: (failure: string) => void;
}

/** Starts the site in the way the mode says. */
export async function startSite(options: Options): Promise<void> {
  const { mode, port, environment, parts, report } = options;
  const logFile = join(options.logDirectory, 'site.log');
  if (mode === 'none') return;
  if (mode === 'dev') {
    const child = await startDevelopmentSite({ port, environment, logFile, report: (line) => report(`site: ${line}`) });
    let stopping = false;
    await parts.add('site', () => {
      stopping = true;
      return child.stop();
    });
    void child.exited.then((description) => stopping || options.notify(`Astro's dev server ${description}`));
    return;
  }
  const onBuild = () => report('Building the site …');
  await buildSite({ outDirectory: options.directory, environment, logFile, onBuild });
  const server = await serveSite({ port, directory: options.directory });
  await parts.add('site', server.close);
}
