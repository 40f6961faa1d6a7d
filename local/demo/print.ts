import { demoPassword } from './account.ts';
import { demoAccounts } from './accounts.ts';

/** The demo sign-ins as a table: situation, e-mail, password. */
export function formatSignIns(): string {
  const rows = [
    ['Demo sign-in', 'E-mail', 'Password'],
    ...demoAccounts.map(({ situation, email }) => [situation, email, demoPassword]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`).join('\n');
}
