import { execFile } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** Stays out of the lock file: it is big and only this bench needs it. */
const lighthousePackage = 'lighthouse@13.5.0';

const score = z.object({ score: z.number() });
const figure = z.object({ numericValue: z.number() });
const report = z.object({
  categories: z.object({
    performance: score,
    accessibility: score,
    'best-practices': score,
    seo: score,
  }),
  audits: z.looseObject({
    'largest-contentful-paint': figure,
    'cumulative-layout-shift': figure,
    'total-blocking-time': figure,
  }),
});

/** Scores 0–100; LCP and TBT in milliseconds. */
export interface PageScores {
  performance: number;
  accessibility: number;
  bestPractices: number;
  seo: number;
  largestPaint: number;
  layoutShift: number;
  blockingTime: number;
  /** Audits that did not pass fully, by name. */
  findings: string[];
}

/** How often Lighthouse may lose a page's trace, as it does on a busy machine, before the bench gives up. */
const mostTries = 3;

/** Measures a page with Lighthouse's mobile profile in the browser that listens on `port`, keeping its session. */
export async function measurePage(url: string, port: number): Promise<PageScores> {
  for (let left = mostTries - 1; left > 0; left -= 1) {
    try {
      return await measureOnce(url, port);
    } catch (error) {
      if (!String(error).includes('Runtime error encountered')) throw error;
    }
  }
  return measureOnce(url, port);
}

async function measureOnce(url: string, port: number): Promise<PageScores> {
  const running = run(
    'npx',
    [
      '--yes',
      lighthousePackage,
      url,
      `--port=${port}`,
      '--output=json',
      '--quiet',
      '--disable-storage-reset',
      '--form-factor=mobile',
      '--only-categories=performance,accessibility,best-practices,seo',
    ],
    { maxBuffer: 64 * 1024 * 1024, timeout: 180_000 },
  );
  // What measures must not take the processor from what is measured.
  if (running.child.pid) setPriority(running.child.pid, constants.priority.PRIORITY_LOW);
  const { stdout } = await running.catch((error: { stderr?: string }) => {
    // The whole report comes with the error; the last line says what went wrong.
    throw new Error(`Lighthouse could not measure ${url}: ${error.stderr?.trim().split('\n').at(-1) ?? error}`);
  });
  const parsed = report.parse(JSON.parse(stdout));
  const percent = (category: { score: number }) => Math.round(category.score * 100);
  return {
    performance: percent(parsed.categories.performance),
    accessibility: percent(parsed.categories.accessibility),
    bestPractices: percent(parsed.categories['best-practices']),
    seo: percent(parsed.categories.seo),
    largestPaint: parsed.audits['largest-contentful-paint'].numericValue,
    layoutShift: parsed.audits['cumulative-layout-shift'].numericValue,
    blockingTime: parsed.audits['total-blocking-time'].numericValue,
    findings: listFindings(parsed.audits),
  };
}

function listFindings(audits: Record<string, unknown>): string[] {
  const scored = z.looseObject({ score: z.number(), scoreDisplayMode: z.string() });
  return Object.entries(audits).flatMap(([name, audit]) => {
    const parsed = scored.safeParse(audit);
    return parsed.success && parsed.data.scoreDisplayMode === 'binary' && parsed.data.score < 1 ? [name] : [];
  });
}

/** The middle one of three or more measurements, figure by figure. */
export function takeMedian(runs: PageScores[]): PageScores {
  const middle = (read: (run: PageScores) => number): number =>
    runs.map(read).sort((one, other) => one - other)[Math.floor(runs.length / 2)] ?? Number.NaN;
  return {
    performance: middle((one) => one.performance),
    accessibility: middle((one) => one.accessibility),
    bestPractices: middle((one) => one.bestPractices),
    seo: middle((one) => one.seo),
    largestPaint: middle((one) => one.largestPaint),
    layoutShift: middle((one) => one.layoutShift),
    blockingTime: middle((one) => one.blockingTime),
    findings: [...new Set(runs.flatMap((one) => one.findings))],
  };
}
