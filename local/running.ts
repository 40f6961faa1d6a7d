import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';
import { Problem } from './problem.ts';
import { readProcessCommand } from './process-command.ts';

/**
 * Writes down that this process runs the stack of the data folder.
 * @throws Problem when another process does already.
 */
export function claimStack(directory: string, sitePort: number): void {
  requireNotRunning(directory);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'running.json'), JSON.stringify({ pid: process.pid, site: sitePort }));
}

/** Takes the note back. */
export function releaseStack(directory: string): void {
  if (readNote(directory)?.pid === process.pid) rmSync(join(directory, 'running.json'), { force: true });
}

/**
 * @throws Problem when the stack of this clone runs. The note alone is not believed: after a crash another program may have
 * its process number, so the process must be one of this clone.
 */
export function requireNotRunning(directory: string): void {
  const note = readNote(directory);
  if (!note || note.pid === process.pid) return;
  if (!readProcessCommand(note.pid).includes(join(root, 'local', 'main.ts'))) return;
  throw new Problem(
    `The stack of this clone is already running (process ${note.pid}, http://127.0.0.1:${note.site}/); stop it with Ctrl-C in its terminal or "kill ${note.pid}".`,
  );
}

function readNote(directory: string): { pid: number; site: number } | undefined {
  const file = join(directory, 'running.json');
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
