import { longestCell, mostColumns, mostRows } from './limits.ts';

/** What a file held: its cells as text, without empty rows. */
export interface Table {
  name: string;
  rows: string[][];
}

/** Why a file cannot be read at all; the sentence is `imports.refused.<word>`. */
export type FileRefusal = 'too_big' | 'too_many_rows' | 'unknown_kind' | 'old_excel' | 'damaged' | 'empty';

/** Thrown by the readers. */
export class RefusedFile extends Error {
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super(refusal);
    this.name = 'RefusedFile';
    this.refusal = refusal;
  }
}

/**
 * Tidies what a reader found: empty rows and empty columns at the end go, cells that are far too long are cut (such a row is refused later).
 * Throws RefusedFile: empty, too_many_rows.
 */
export function makeTable(name: string, rows: readonly (readonly string[])[]): Table {
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) throw new RefusedFile('empty');
  // One more for the header.
  if (filled.length > mostRows + 1) throw new RefusedFile('too_many_rows');
  const width = Math.min(
    mostColumns,
    filled.reduce((most, row) => Math.max(most, row.findLastIndex((cell) => cell.trim() !== '') + 1), 0),
  );
  const cut = (cell = ''): string => cell.slice(0, longestCell + 1);
  return {
    name: name.slice(0, 200),
    rows: filled.map((row) => Array.from({ length: width }, (_, at) => cut(row[at]))),
  };
}
