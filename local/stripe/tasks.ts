import type { Double } from './double.ts';
import type { Task } from './store.ts';

/** Notes something to do at a moment of the double's clock (Unix seconds); the same thing noted again moves. */
export function scheduleTask(double: Double, kind: Task['kind'], subject: string, at: number): void {
  double.store.put('task', { id: `${kind}:${subject}`, kind, subject, at });
}

/** Takes back what was noted. */
export function cancelTask(double: Double, kind: Task['kind'], subject: string): void {
  double.store.remove('task', `${kind}:${subject}`);
}
