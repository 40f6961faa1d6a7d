import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { isErrorCode, type PortalError } from '../../lib/errors.ts';
import { nameParts } from './missing.ts';
import { longestText, type ProductField } from './product-problems.ts';
import type { ProductRow } from './product-row.ts';
import { findMissing, type ProductValues } from './product-values.ts';

/** The sentence below a field. `problem`: a word of checkProduct or a code; `refusal`: the error that carries the code's example. */
export function describeProblem(
  field: ProductField,
  problem: string | undefined,
  refusal: PortalError | undefined,
  text: Text,
): string | undefined {
  if (!problem) return undefined;
  if (isErrorCode(problem)) return text(`errors.${problem}`, { hint: refusal?.hint ?? '' });
  if (field === 'model_id') return text('products.form.model_missing');
  if (problem === 'too_long') return text('common.form.field_too_long', { max: longestText[field] ?? '' });
  if (problem === 'date') return text('common.form.field_date', { pattern: text('common.date.pattern') });
  return text('common.form.field_format');
}

/** What the form's values lack and what completing them brings; `kind` decides the look. */
export function describeGap(
  values: ProductValues,
  row: ProductRow | null,
  locale: Locale,
  text: Text,
): { kind: 'start' | 'open' | 'complete' | 'warning'; sentence: string } {
  if (!values.model) return { kind: 'start', sentence: text('products.gap.start') };
  const missing = findMissing(values, locale);
  const parts = nameParts(missing, locale, text);
  const points = formatNumber(values.model.points, locale);
  if (row?.state === 'stolen') return { kind: 'warning', sentence: text('products.item.stolen_text') };
  const sameSerial =
    row && row.model_id === values.model.id && (row.serial_number ?? '') === values.serial_number.trim();
  if (sameSerial && (row.claim === 'disputed' || row.claim === 'lost')) {
    const reason = text(`products.item.${row.claim}_text`);
    const gap = missing.length > 0 ? ` ${text('products.item.missing', { parts })}` : '';
    return { kind: 'warning', sentence: `${reason}${gap}` };
  }
  if (missing.length > 0) {
    if (row?.is_complete) return { kind: 'warning', sentence: text('products.gap.loses', { points, parts }) };
    if (values.model.points === 0) return { kind: 'open', sentence: text('products.item.missing', { parts }) };
    return { kind: 'open', sentence: text('products.gap.open', { points, parts }) };
  }
  if (row?.is_complete && row.model_id === values.model.id) {
    return { kind: 'complete', sentence: text('products.gap.earned', { points }) };
  }
  if (values.model.points === 0) return { kind: 'complete', sentence: text('products.gap.given') };
  return { kind: 'complete', sentence: text('products.gap.complete', { points }) };
}
