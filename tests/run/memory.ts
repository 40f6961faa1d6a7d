import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Entry {
  pid: number;
  parent: number;
  /** Kilobytes. */
  memory: number;
}

/**
 * Memory of a process and all it has started, in megabytes, without the subtree of `except`. On Linux shared pages are
 * divided among those who share them (PSS), so that Postgres' buffers count once; elsewhere it is the resident size.
 */
export function measureMemory(top: number, except?: number): number {
  const entries = existsSync('/proc/self/smaps_rollup') ? readProc() : readPs();
  const children = Map.groupBy(entries, ({ parent }) => parent);
  const sum = (pid: number): number => {
    if (pid === except) return 0;
    const own = entries.find((entry) => entry.pid === pid)?.memory ?? 0;
    return (children.get(pid) ?? []).reduce((total, child) => total + sum(child.pid), own);
  };
  return Math.round(sum(top) / 1024);
}

/** Measures again and again until `stop`, which answers the highest value seen, in megabytes. */
export function watchMemory(top: number, findException: () => number | undefined): { stop(): number } {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, measureMemory(top, findException()));
  };
  const timer = setInterval(look, 2000);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return peak;
    },
  };
}

function readProc(): Entry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name in parentheses may hold spaces; the parent is the second field after it.
        const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
        const memory = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
        return [{ pid: Number(name), parent, memory }];
      } catch {
        return [];
      }
    });
}

function readPs(): Entry[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = 0, parent = 0, memory = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, memory };
  });
}
