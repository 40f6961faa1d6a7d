import { fieldProblems } from '../../../supabase/functions/_shared/contracts/fields.ts';
import { type ProductForm, productForm } from '../../../supabase/functions/_shared/contracts/product-form.ts';
import { parseLocalDate } from '../../i18n/local-date.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { ErrorCode, PortalError } from '../../lib/errors.ts';
import { type ProductValues, toProductInput } from './product-values.ts';

export type ProductField = 'model_id' | 'serial_number' | 'purchased_on' | 'purchase_country' | 'dealer_name';
export type ProductProblems = Partial<Record<ProductField, string>>;

/** Longest texts of the contract, for the sentence "at most {{max}} characters". */
export const longestText: Partial<Record<ProductField, number>> = { serial_number: 60, dealer_name: 120 };

/** Checks the form before it is sent: either what to write, or the first problem of each field as a word. */
export function checkProduct(
  values: ProductValues,
  locale: Locale,
): { form: ProductForm; problems: null } | { form: null; problems: ProductProblems } {
  const input = toProductInput(values, locale);
  const parsed = productForm.safeParse(input);
  const problems: ProductProblems = parsed.success ? {} : fieldProblems(parsed.error, input);
  if (values.purchased_on.trim() && !parseLocalDate(values.purchased_on, locale)) problems.purchased_on = 'date';
  if (parsed.success && Object.keys(problems).length === 0) return { form: parsed.data, problems: null };
  return { form: null, problems };
}

const refusedFields: Partial<Record<ErrorCode, ProductField>> = {
  model_not_found: 'model_id',
  model_not_registrable: 'model_id',
  serial_format: 'serial_number',
  serial_in_own_account: 'serial_number',
  purchase_date_in_future: 'purchased_on',
  purchase_date_too_old: 'purchased_on',
};

/** The field a refusal of the database is about; null when it is about the whole form. */
export function findRefusedField({ code }: Pick<PortalError, 'code'>): ProductField | null {
  return refusedFields[code] ?? null;
}

/** The part of the form a refusal depends on: once it was changed, the refusal no longer stands. */
export function readRefusedPart(field: ProductField, values: ProductValues): string {
  if (field === 'model_id') return values.model?.id ?? '';
  if (field === 'serial_number') return `${values.model?.id}:${values.serial_number}`;
  return values[field];
}
