import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { isErrorCode } from '../../lib/errors.ts';
import { nameParts } from '../products/missing.ts';
import { type ImportRow, readFate } from './import-row.ts';
import type { RowProblem } from './read-rows.ts';

/** What the database finds wrong before its own rules are asked. */
type CheckReason = 'serial_too_long' | 'dealer_too_long' | 'serial_twice_in_file';

/** Why a row is refused, as a sentence; undefined when it is not. */
export function describeReason({ reason, hint }: Pick<ImportRow, 'reason' | 'hint'>, text: Text): string | undefined {
  if (!reason) return undefined;
  if (isErrorCode(reason)) return text(`errors.${reason}`, { hint: hint ?? '' });
  return text(`imports.reason.${reason as RowProblem | CheckReason}`);
}

/** What there is to say about a row besides its state: why it is refused, what is missing, why it is looked into. */
export function describeRow(row: ImportRow, locale: Locale, text: Text): string | undefined {
  const fate = readFate(row);
  if (fate === 'refused') return describeReason(row, text);
  if (fate === 'disputed') return text('products.item.disputed_text');
  if (fate === 'present') return text('imports.fate.present');
  if (fate === 'incomplete' && row.missing && row.missing.length > 0) {
    return text('products.item.missing', { parts: nameParts(row.missing, locale, text) });
  }
  return undefined;
}
