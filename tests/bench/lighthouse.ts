import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** Stays out of the lock file: it is big and only this bench needs it. */
const lighthousePackage = 'lighthouse@13.5.0';

const score = z.object({ score: z.number() });
const figure = z.object({ numericValue: z.number() });
const report = z.object({
  environment: z.object({ benchmarkIndex: z.number() }),
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
  /** How fast the machine was just then: Lighthouse's own measure, 1500 to 2000 on a fast desktop. */
  machineIndex: number;
  /** Audits that did not pass fully, by name. */
  findings: string[];
}

/** How often Lighthouse may lose a page's trace, as it does on a busy machine, before the bench gives up. */
const mostTries = 3;

/** The mobile profile makes what was measured so many times slower. That gives its phone on a machine with `profileIndex`. */
const profileSlowdown = 4;
/** The middle of the range (1500 to 2000) for which Lighthouse's throttling guide names that factor; for 1000 to 1500 it names half of it. */
const profileIndex = 1750;

/**
 * How many times slower to be on a machine of this index, so that it is the profile's phone that is measured: Lighthouse's guide asks slower machines to
 * take less than the profile's factor. Never more than that. In: `machineIndex` of earlier measurements.
 */
export function chooseSlowdown(machineIndexes: readonly number[]): number {
  const index = takeMiddle(machineIndexes);
  return Math.min(profileSlowdown, Math.max(1, (profileSlowdown * index) / profileIndex));
}

/** Measures a page with Lighthouse's mobile profile in the browser that listens on `port`, keeping its session; `slowdown` by `chooseSlowdown`. */
export async function measurePage(url: string, port: number, slowdown = profileSlowdown): Promise<PageScores> {
  for (let left = mostTries - 1; left > 0; left -= 1) {
    try {
      return await measureOnce(url, port, slowdown);
    } catch (error) {
      if (!String(error).includes('Runtime error encountered')) throw error;
    }
  }
  return measureOnce(url, port, slowdown);
}

async function measureOnce(url: string, port: number, slowdown: number): Promise<PageScores> {
  const { stdout } = await run(
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
      `--throttling.cpuSlowdownMultiplier=${slowdown}`,
      '--only-categories=performance,accessibility,best-practices,seo',
    ],
    { maxBuffer: 64 * 1024 * 1024, timeout: 180_000 },
  ).catch((error: { stderr?: string }) => {
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
    machineIndex: parsed.environment.benchmarkIndex,
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
  const middle = (read: (run: PageScores) => number): number => takeMiddle(runs.map(read));
  return {
    performance: middle((one) => one.performance),
    accessibility: middle((one) => one.accessibility),
    bestPractices: middle((one) => one.bestPractices),
    seo: middle((one) => one.seo),
    largestPaint: middle((one) => one.largestPaint),
    layoutShift: middle((one) => one.layoutShift),
    blockingTime: middle((one) => one.blockingTime),
    machineIndex: middle((one) => one.machineIndex),
    findings: [...new Set(runs.flatMap((one) => one.findings))],
  };
}

function takeMiddle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
