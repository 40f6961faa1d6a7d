import type { Text } from '../../i18n/message.ts';
import { writeCsv } from '../../lib/csv.ts';
import { type ImportRow, readFate } from './import-row.ts';
import { describeReason } from './sentences.ts';

/** The refused rows as a file: their cells as they came, and why in one more column. It can be corrected and imported again. */
export function writeErrorFile(header: readonly string[], rows: readonly ImportRow[], text: Text): string {
  const refused = rows.filter((row) => readFate(row) === 'refused');
  const width = Math.max(header.length, ...refused.map((row) => row.source?.length ?? 0));
  const pad = (cells: readonly string[]): string[] => Array.from({ length: width }, (_, at) => cells[at] ?? '');
  return writeCsv([
    [...pad(header), text('imports.errors.reason')],
    ...refused.map((row) => [...pad(row.source ?? []), describeReason(row, text) ?? '']),
  ]);
}
