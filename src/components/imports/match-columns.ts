import { type ColumnChoice, type ImportField, importFields, makeEmptyChoice } from './fields.ts';
import { foldText } from './fold-text.ts';
import { headerWords } from './header-words.ts';

const folded = Object.fromEntries(
  importFields.map((field) => [field, [...new Set(headerWords[field].map(foldText))]]),
) as Record<ImportField, string[]>;

/** Words shorter than this count only when they are the whole header: 'Land' is no part of 'Bestand'. */
const shortestPart = 5;

/** How well a header names a field: the whole header is one of its words (1000), a word of it stands inside (its length), or not at all (0). */
function rateHeader(header: string, field: ImportField): number {
  const word = foldText(header);
  if (!word) return 0;
  if (folded[field].includes(word)) return 1000;
  const parts = folded[field].filter((part) => part.length >= shortestPart && word.includes(part));
  return Math.max(0, ...parts.map((part) => part.length));
}

/** Finds the column of each field by its header, in any of the languages. The surest pairs first; a column is taken once. */
export function matchColumns(header: readonly string[]): ColumnChoice {
  const choice = makeEmptyChoice();
  const pairs = importFields.flatMap((field) =>
    header.map((cell, column) => ({ field, column, rate: rateHeader(cell, field) })),
  );
  const taken = new Set<number>();
  for (const { field, column, rate } of pairs.sort((one, other) => other.rate - one.rate)) {
    if (rate === 0 || choice[field] !== null || taken.has(column)) continue;
    choice[field] = column;
    taken.add(column);
  }
  return choice;
}

/** Whether a first row looks like headers: two of its cells name fields, or its only cell does. */
export function isHeader(row: readonly string[]): boolean {
  const named = row.filter((cell) => importFields.some((field) => rateHeader(cell, field) >= 1000)).length;
  return named >= Math.min(2, row.filter((cell) => cell.trim() !== '').length) && named > 0;
}
