import { yieldToBrowser } from './yield-to-browser.ts';

type Work = () => void;

const waiting: Work[] = [];
/** What the running piece adds goes before the rest: a page fills from its top to its end, and nothing that is seen is pushed away. */
let added: Work[] | undefined;
let isRunning = false;

/**
 * Does `work` in a step of its own, after what asked before; what is asked for while a piece runs comes right after that piece. Together the pieces of a
 * page would keep a phone busy for longer than it takes to notice. Answers how to leave the queue.
 */
export function takeTurn(work: Work): () => void {
  (added ?? waiting).push(work);
  if (!isRunning) void run();
  return () => {
    for (const queue of [waiting, added ?? []]) {
      const index = queue.indexOf(work);
      if (index >= 0) queue.splice(index, 1);
    }
  };
}

async function run(): Promise<void> {
  isRunning = true;
  await yieldToBrowser();
  for (let work = waiting.shift(); work; work = waiting.shift()) {
    added = [];
    try {
      work();
    } catch (error) {
      // One that fails is told, and holds up nobody.
      reportError(error);
    }
    waiting.unshift(...added);
    added = undefined;
    await yieldToBrowser();
  }
  isRunning = false;
}
