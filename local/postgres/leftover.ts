import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readProcessCommand } from '../process-command.ts';

/**
 * Clears what a crash left behind: a server of this data folder that still runs is stopped, and a `postmaster.pid` of a
 * process that is gone (or whose number now belongs to another program) is removed, because it would stop the next start.
 */
export async function clearLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (pid > 0 && isServerOf(pid, data)) {
    process.kill(pid, 'SIGINT');
    for (let attempt = 0; attempt < 100 && isServerOf(pid, data); attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  rmSync(file, { force: true });
}

function isServerOf(pid: number, data: string): boolean {
  const command = readProcessCommand(pid);
  return command.includes('postgres') && command.includes(data);
}
