import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findScript } from '../../local/find-script.ts';
import { cacheDirectory } from '../../local/paths.ts';
import type { Outcome } from './outcome.ts';
import { runTool } from './tool.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { name: string; status: string; assertionResults: unknown[] }[];
}

/** Runs one Vitest project; skipped tests and files that cannot be loaded count as failed. */
export async function runVitest(
  project: string,
  filters: string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const file = join(cacheDirectory, 'tests', `${project}.json`);
  mkdirSync(join(cacheDirectory, 'tests'), { recursive: true });
  rmSync(file, { force: true });
  const parameters = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const code = await runTool(findScript('vitest', 'vitest'), [...parameters, ...filters], environment);
  const outcome = readOutcome(file);
  return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

function readOutcome(file: string): Outcome {
  try {
    const report: Report = JSON.parse(readFileSync(file, 'utf8'));
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + report.numPendingTests + broken.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
