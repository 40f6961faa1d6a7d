import type { Page } from '@playwright/test';

/** Times between frames while something was done, in milliseconds. */
export interface FrameTimes {
  frames: number;
  median: number;
  /** 99 of 100 frames took at most this long. */
  p99: number;
  longest: number;
  /** Tasks of the page's own thread longer than 50 ms: what makes it feel stuck. */
  longTasks: number[];
}

/** Watches every frame of the page while `work` runs, and until the frame after it. */
export async function watchFrames(page: Page, work: () => Promise<void>): Promise<FrameTimes> {
  await page.evaluate(() => {
    const watch = { times: [] as number[], tasks: [] as number[], isOn: true };
    Object.assign(window, { frameWatch: watch });
    new PerformanceObserver((list) => watch.tasks.push(...list.getEntries().map((task) => task.duration))).observe({
      type: 'longtask',
    });
    const note = (time: number): void => {
      watch.times.push(time);
      if (watch.isOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await work();
  const { times, tasks } = await page.evaluate(async () => {
    const { frameWatch } = window as unknown as { frameWatch: { times: number[]; tasks: number[]; isOn: boolean } };
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    frameWatch.isOn = false;
    return frameWatch;
  });
  const deltas = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const sorted = deltas.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { frames: sorted.length, median: at(0.5), p99: at(0.99), longest: at(1), longTasks: tasks };
}
