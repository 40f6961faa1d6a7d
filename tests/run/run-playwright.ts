import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findScript } from '../../local/find-script.ts';
import { cacheDirectory } from '../../local/paths.ts';
import type { Outcome } from './outcome.ts';
import { runTool } from './tool.ts';

interface Report {
  errors: { message?: string }[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Runs the end-to-end tests in the given Chromium; skipped and flaky tests count as failed. */
export async function runPlaywright(filters: string[], environment: Record<string, string>): Promise<Outcome> {
  const file = join(cacheDirectory, 'tests', 'e2e.json');
  mkdirSync(join(cacheDirectory, 'tests'), { recursive: true });
  rmSync(file, { force: true });
  const script = findScript('@playwright/test', 'playwright');
  const code = await runTool(script, ['test', ...filters], { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const outcome = readOutcome(file);
  return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

function readOutcome(file: string): Outcome {
  try {
    const { stats, errors }: Report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
