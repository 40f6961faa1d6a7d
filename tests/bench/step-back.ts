import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const sessionGroup = '/proc/self/autogroup';

/**
 * Puts this process and all it starts from now on behind what runs already, until it ends. Where Linux shares the processor out by session first, a
 * priority counts only within one: the browser has a session of its own, so this one as a whole goes behind it.
 */
export function stepBack(): void {
  setPriority(constants.priority.PRIORITY_LOW);
  if (!existsSync(sessionGroup)) return;
  const before = /nice (-?\d+)/.exec(readFileSync(sessionGroup, 'utf8'))?.[1];
  if (before === undefined) return;
  writeFileSync(sessionGroup, String(constants.priority.PRIORITY_LOW));
  // The session may be somebody's terminal, which goes on.
  process.once('exit', () => writeFileSync(sessionGroup, before));
}
