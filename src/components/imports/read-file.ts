import { decodeText } from './decode-text.ts';
import { mostBytes } from './limits.ts';
import { RefusedFile, type Table } from './table.ts';

/** The first bytes of an archive (XLSX) and of the workbooks of before 2007 (XLS). */
const zipStart = [0x50, 0x4b];
const oldExcelStart = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads a chosen file by its content, not by its name; the readers are loaded when one is needed. Throws RefusedFile. */
export async function readFile(file: File): Promise<Table> {
  if (file.size > mostBytes) throw new RefusedFile('too_big');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const startsWith = (start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);
  if (startsWith(oldExcelStart)) throw new RefusedFile('old_excel');
  if (startsWith(zipStart)) return (await import('./read-xlsx.ts')).readXlsx(file.name, bytes);
  // Pictures, PDFs and the like; UTF-16 has zeros too, after its mark.
  if (bytes.subarray(0, 4000).includes(0) && ![0xff, 0xfe].includes(bytes[0] ?? 0))
    throw new RefusedFile('unknown_kind');
  return (await import('./read-csv.ts')).readCsv(file.name, decodeText(bytes));
}

/** Reads what was pasted from a spreadsheet. Throws RefusedFile. */
export async function readPaste(name: string, text: string): Promise<Table> {
  if (text.length > mostBytes) throw new RefusedFile('too_big');
  return (await import('./read-csv.ts')).readCsv(name, text);
}
