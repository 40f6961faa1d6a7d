import type { Text } from '../../i18n/message.ts';
import { explainEntries, type LedgerEntry } from './ledger.ts';

/** The rows of the file, headings first. */
export function makePointsTable(entries: readonly LedgerEntry[], text: Text): string[][] {
  const reasons = explainEntries(entries);
  const header = (['date', 'model', 'serial', 'reason', 'note', 'points', 'balance'] as const).map((name) =>
    text(`exports.points.${name}`),
  );
  const table = entries.map((entry, index) => [
    entry.created_at.slice(0, 10),
    entry.model?.name ?? '',
    entry.product?.serial_number ?? '',
    text(`points.reason.${reasons[index] ?? 'adjustment'}`),
    entry.reason ?? '',
    String(entry.points),
    String(entry.balance_after),
  ]);
  return [header, ...table];
}
