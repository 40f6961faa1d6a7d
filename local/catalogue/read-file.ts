import Papa from 'papaparse';
import { Problem } from '../problem.ts';

/** A line of the file: where it stands, and its cells by the column's name. */
export type CatalogueRow = { line: number } & Record<string, string | number>;

/**
 * Reads a CSV of the catalogue: comma, semicolon or tab, with names of columns in the first line. Empty lines are left out.
 * @throws Problem that names the first line which is no CSV.
 */
export function readCatalogueFile(text: string): CatalogueRow[] {
  const plain = text.replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: findDelimiter(plain) });
  const [mistake] = errors;
  if (mistake) throw new Problem(`Line ${(mistake.row ?? 0) + 1} of the file is no CSV: ${mistake.message}.`);
  const [heads = [], ...lines] = data;
  const names = heads.map((head) => head.trim().toLowerCase());
  let line = countLines(heads);
  return lines.flatMap((cells) => {
    const row: CatalogueRow = { line: line + 1 };
    line += countLines(cells);
    if (cells.every((cell) => cell.trim() === '')) return [];
    // The database refuses a line with a cell that belongs to no column.
    cells.forEach((cell, index) => {
      if (names[index] || cell) row[names[index] || `column ${index + 1}`] = cell;
    });
    return [row];
  });
}

/** The sign that divides the names of the columns; Papa's own guess needs more lines than a small file has. */
function findDelimiter(text: string): string {
  const [heads = ''] = text.split(/[\r\n]/, 1);
  const count = (sign: string): number => heads.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Lines of the file a record takes: a cell in quotes may hold several. */
function countLines(cells: readonly string[]): number {
  return 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
