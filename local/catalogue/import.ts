import { existsSync, readFileSync } from 'node:fs';
import { listAddresses } from '../environment.ts';
import { readPorts } from '../ports.ts';
import { connectDatabase } from '../postgres/connect.ts';
import { describeError, Problem } from '../problem.ts';
import { readCatalogueFile } from './read-file.ts';
import { formatReport, hasRefusal, type ReportLine } from './report.ts';

const usage = 'Usage: npm run catalogue:import -- file.csv [--dry-run] [--retire-missing]';

/**
 * `npm run catalogue:import -- file.csv [--dry-run] [--retire-missing]`: compares the file with the catalogue of the database at
 * DATABASE_URL (the local one unless given), prints the differences and writes them unless asked not to; see docs/catalogue.md.
 * @returns the exit code: 1 when a line was refused, and then nothing was written.
 * @throws Problem for a file that cannot be read and a database that does not answer.
 */
export async function runCatalogue([verb, ...parameters]: string[]): Promise<number> {
  const options = parameters.filter((parameter) => parameter.startsWith('--'));
  const [path, ...others] = parameters.filter((parameter) => !parameter.startsWith('--'));
  const unknown = options.filter((option) => option !== '--dry-run' && option !== '--retire-missing');
  if (verb !== 'import' || !path || others.length > 0 || unknown.length > 0) throw new Problem(usage);
  if (!existsSync(path)) throw new Problem(`There is no file ${path}.`);
  const rows = readCatalogueFile(readFileSync(path, 'utf8'));
  const isDryRun = options.includes('--dry-run');
  const report = await importRows(rows, isDryRun, options.includes('--retire-missing'));
  console.log(formatReport(report, isDryRun));
  return hasRefusal(report) ? 1 : 0;
}

async function importRows(rows: object[], isDryRun: boolean, retiresMissing: boolean): Promise<ReportLine[]> {
  const url = process.env.DATABASE_URL?.trim() || listAddresses(readPorts(process.env)).database;
  const sql = connectDatabase(url, 1);
  try {
    return await sql<ReportLine[]>`
      select line, code, outcome, detail from private.import_catalogue(${JSON.stringify(rows)}::text::jsonb, ${isDryRun}, ${retiresMissing})`;
  } catch (error) {
    throw new Problem(`The catalogue could not be compared: ${describeError(error)}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
