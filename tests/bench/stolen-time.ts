import { existsSync, readFileSync } from 'node:fs';

const statistics = '/proc/stat';

/** Ticks of all processors since the machine started; null where the system does not say. */
export interface ProcessorTime {
  all: number;
  /** What the host gave to other machines while this one wanted it. */
  stolen: number;
}

/** How much time the processors have had until now. */
export function readProcessorTime(): ProcessorTime | null {
  if (!existsSync(statistics)) return null;
  const [, ...ticks] = (readFileSync(statistics, 'utf8').split('\n')[0] ?? '').trim().split(/\s+/);
  // user, nice, system, idle, iowait, irq, softirq, steal; what follows is counted in the first two already.
  const counted = ticks.slice(0, 8).map(Number);
  return { all: counted.reduce((sum, part) => sum + part, 0), stolen: counted[7] ?? 0 };
}

/** Share of the time since `before` that was stolen, 0 to 1; 0 where that is not known. */
export function findStolenShare(before: ProcessorTime | null): number {
  const now = readProcessorTime();
  if (!before || !now || now.all === before.all) return 0;
  return (now.stolen - before.stolen) / (now.all - before.all);
}
