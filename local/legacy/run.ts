import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { listAddresses } from '../environment.ts';
import { readPorts } from '../ports.ts';
import { connectDatabase } from '../postgres/connect.ts';
import { describeError, Problem } from '../problem.ts';
import { importFiles, type ReportLine } from './import-files.ts';

const usage = 'npm run legacy:import -- accounts.csv products.csv [--dry-run] [--report report.csv]';
const shownLines = 30;

/**
 * `npm run legacy:import`: takes accounts and products of the old system in. The database is `DATABASE_URL`, else the local one.
 * @returns the exit code.
 */
export async function runLegacyImport(parameters: string[]): Promise<number> {
  const { accounts, products, isTrial, reportPath } = readParameters(parameters);
  const sql = connectDatabase(process.env.DATABASE_URL ?? listAddresses(readPorts(process.env)).database, 1);
  try {
    const started = Date.now();
    const report = await importFiles(sql, { accounts, products }, isTrial);
    if (reportPath) writeFileSync(reportPath, `${Papa.unparse(report)}\n`);
    for (const line of describeReport(report, isTrial)) console.log(line);
    console.log(`${report.length} lines in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return 0;
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(`The import did not work: ${describeError(error)}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function readParameters(parameters: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: parameters,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, report: { type: 'string' } },
    });
    const [accounts, products, ...more] = positionals;
    if (!accounts || !products || more.length > 0) throw new Problem('Two files are needed.');
    return { accounts, products, isTrial: values['dry-run'] ?? false, reportPath: values.report };
  } catch (error) {
    throw new Problem(`${describeError(error)}\nUse: ${usage}`);
  }
}

/** The report as lines to print: counts first, then what is refused and what changes. */
export function describeReport(report: readonly ReportLine[], isTrial: boolean): string[] {
  const lines = isTrial ? ['A trial: nothing was written.'] : [];
  for (const file of ['accounts', 'products'] as const) {
    const own = report.filter((entry) => entry.file === file);
    const counts = new Map<string, number>();
    for (const { outcome } of own) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    lines.push(`${file}: ${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'no lines'}`);
    for (const outcome of ['refused', 'changed', 'moved'] as const) {
      const told = own.filter((entry) => entry.outcome === outcome && entry.detail !== null);
      lines.push(...told.slice(0, shownLines).map(({ line, detail }) => `  line ${line} ${outcome}: ${detail}`));
      if (told.length > shownLines) lines.push(`  … and ${told.length - shownLines} more ${outcome} (see --report)`);
    }
  }
  return lines;
}
