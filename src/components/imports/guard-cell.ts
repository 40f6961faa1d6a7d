/** A guarded cell: an apostrophe before a sign with which a spreadsheet would begin a formula. */
const guarded = /^'(?=[=+\-@\t\r])/;

/** Takes the apostrophe off with which our exports guard such cells (src/lib/csv.ts). */
export function takeGuard(cell: string): string {
  return cell.replace(guarded, '');
}

/** Whether a cell is a formula somebody put into the file: '=HYPERLINK(…)', '@SUM(…)', '+cmd|…'. A guarded cell is none, nor is '-12' or '+358'. */
export function isFormula(cell: string): boolean {
  const text = cell.trim();
  return /^[=@]/.test(text) || /^[+-](?![\d\s.,]*$)/.test(text.replace(/^-$/, ''));
}
