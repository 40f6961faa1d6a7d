import { readSheet } from 'read-excel-file/universal';
import { mostUnpackedBytes } from './limits.ts';
import { measureZip } from './measure-zip.ts';
import { makeTable, RefusedFile, type Table } from './table.ts';

/** Reads the first sheet of an XLSX workbook; a formula counts as the value it was saved with. Throws RefusedFile. */
export async function readXlsx(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Table> {
  const unpacked = measureZip(bytes);
  if (unpacked === null) throw new RefusedFile('damaged');
  if (unpacked > mostUnpackedBytes) throw new RefusedFile('too_big');
  let rows: unknown[][];
  try {
    // Numbers stay as they are written: a serial of 17 digits is no number.
    rows = await readSheet(bytes.buffer, { parseNumber: (text: string) => text });
  } catch {
    throw new RefusedFile('damaged');
  }
  return makeTable(
    name,
    rows.map((row) => row.map(writeCell)),
  );
}

function writeCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'string') return expandNumber(cell);
  return String(cell);
}

/** Long numbers are saved as '4.3021004711E10'; people mean all digits. */
function expandNumber(text: string): string {
  return /^\d(\.\d+)?E\+?\d+$/i.test(text) && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text;
}
