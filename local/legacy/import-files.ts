import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import type { Database } from '../postgres/connect.ts';
import { type FileLine, readLines } from './read-lines.ts';

/** What became, or would become, of one line. */
export interface ReportLine {
  file: 'accounts' | 'products';
  line: number;
  outcome: 'added' | 'changed' | 'same' | 'moved' | 'refused';
  /** What differs or is wrong; null when there is nothing to say. */
  detail: string | null;
}

const accountColumns = ['email', 'membership_number', 'company_name', 'country'];
const productColumns = ['email', 'model_code', 'serial_number', 'purchased_on', 'purchase_country', 'dealer_name'];

/** Thrown to leave a trial without writing anything. */
class RollBack extends Error {}

/**
 * Takes accounts and products of the old system into the database, all good lines in one transaction; what is refused stays out.
 * The judging is done by the same statements as in `support.import_legacy`.
 * @returns one row per line of the two files
 * @throws Problem for a file that cannot be read
 */
export async function importFiles(
  sql: Database,
  files: { accounts: string; products: string },
  isTrial: boolean,
): Promise<ReportLine[]> {
  const accounts = readLines(files.accounts, accountColumns, ['email', 'company_name', 'country']);
  const products = readLines(files.products, productColumns, ['email', 'model_code']);
  let report: ReportLine[] = [];
  const run = async (transaction: postgres.TransactionSql) => {
    await transaction`select private.open_legacy_import()`;
    await copyLines(transaction, 'legacy_account_lines', accountColumns, accounts);
    await copyLines(transaction, 'legacy_product_lines', productColumns, products);
    await transaction`select private.import_legacy_lines(${isTrial})`;
    report = await transaction<ReportLine[]>`
      select file, line, outcome, detail from pg_temp.legacy_report order by file, line`;
    if (isTrial) throw new RollBack();
  };
  await sql.begin(run).catch((error: unknown) => {
    if (!(error instanceof RollBack)) throw error;
  });
  return report;
}

async function copyLines(
  transaction: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  lines: FileLine[],
): Promise<void> {
  const target = await transaction.unsafe(`copy pg_temp.${table} (line, ${columns.join(', ')}) from stdin`).writable();
  await pipeline(Readable.from(inChunks(lines)), target);
}

/** The lines as COPY wants them, some thousand at a time. */
function* inChunks(lines: FileLine[]): Generator<string> {
  for (let start = 0; start < lines.length; start += 5000) {
    const chunk = lines.slice(start, start + 5000);
    yield chunk.map(({ line, cells }) => `${[String(line), ...cells.map(escapeCell)].join('\t')}\n`).join('');
  }
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCell(cell: string | null): string {
  return cell === null ? '\\N' : cell.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}
