import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { Problem } from '../problem.ts';

/** One line of a file: its number there, and the cells of the columns asked for (null = the file has no such column). */
export interface FileLine {
  line: number;
  cells: (string | null)[];
}

/**
 * Reads a CSV file whose first line names the columns, in any order and among others. Separator (comma, semicolon, tab) and quotes are recognised;
 * UTF-8, else Windows-1252 as older systems write it.
 * @throws Problem when the file or a required column is missing
 */
export function readLines(path: string, columns: readonly string[], required: readonly string[]): FileLine[] {
  if (!existsSync(path)) throw new Problem(`There is no file ${path}.`);
  const text = decode(readFileSync(path));
  const lines: FileLine[] = [];
  let places: number[] | undefined;
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(text, {
    delimiter: findSeparator(text),
    step: ({ data, meta }) => {
      if (data.some((cell) => cell.trim() !== '')) {
        if (places) lines.push({ line, cells: places.map((place) => data[place]?.replaceAll('\0', '') ?? null) });
        else places = findColumns(data, columns, required, path);
      }
      line += countBreaks(text, start, meta.cursor);
      start = meta.cursor;
    },
  });
  if (!places) throw new Problem(`${path} is empty; its first line names the columns: ${columns.join(', ')}.`);
  return lines;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The one the first line has most of, as `private.read_csv_lines` finds it. */
function findSeparator(text: string): string {
  const head = text.split('\n', 1)[0] ?? '';
  const count = (mark: string) => head.split(mark).length;
  return [';', ',', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function findColumns(head: string[], columns: readonly string[], required: readonly string[], path: string): number[] {
  const names = head.map((name) => name.trim().toLowerCase());
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new Problem(`${path} has no column ${missing.join(', ')}; its first line must name ${columns.join(', ')}.`);
  }
  return columns.map((name) => names.indexOf(name));
}

function countBreaks(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}
