import type { Double } from './double.ts';
import { runTask } from './run-task.ts';
import type { Task } from './store.ts';

/** Does everything that is due now. Anything that fails is logged and not tried again. */
export function runDueTasks(double: Double): void {
  for (let task = findNext(double); task && task.at <= double.clock.now(); task = findNext(double)) {
    double.store.remove('task', task.id);
    try {
      runTask(double, task);
    } catch (error) {
      double.log(`task ${task.id} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/**
 * Moves the clock forward to a moment (Unix seconds), stopping at each thing that is due on the way, and
 * resolves when the events of each step have been attempted once.
 */
export async function advanceClock(double: Double, moment: number): Promise<void> {
  try {
    for (let task = findNext(double); task && task.at <= moment; task = findNext(double)) {
      double.clock.holdAt(Math.max(task.at, double.clock.now()));
      runDueTasks(double);
      await double.webhooks.settle();
    }
    double.clock.holdAt(Math.max(moment, double.clock.now()));
    await double.webhooks.settle();
  } finally {
    double.clock.release();
    double.store.touch();
  }
}

function findNext(double: Double): Task | undefined {
  let next: Task | undefined;
  for (const task of double.store.all('task')) {
    if (!next || task.at < next.at) next = task;
  }
  return next;
}
