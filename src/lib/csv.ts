/**
 * Writes rows as CSV that spreadsheets open by a double click: UTF-8 with byte order mark, ';', CRLF. A cell that would be taken for a formula
 * gets an apostrophe before it, as OWASP advises (CSV injection), unless it is a plain number; our own import takes it off again.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(writeCell).join(';')).join('\r\n')}\r\n`;
}

function writeCell(cell: string): string {
  const isNumber = /^-?\d+([.,]\d+)?$/.test(cell);
  const guarded = /^[=+\-@\t\r]/.test(cell) && !isNumber ? `'${cell}` : cell;
  // Also with a comma: the file stays whole where the separator is guessed.
  return /[";,\t\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
