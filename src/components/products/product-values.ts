import * as z from 'zod/mini';
import type { MissingPart } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';
import { formatLocalDate, parseLocalDate } from '../../i18n/local-date.ts';
import type { Locale } from '../../i18n/locales.ts';
import { type ModelChoice, modelChoiceSchema } from './model-choice.ts';
import type { ProductRow } from './product-row.ts';

const productValuesSchema = z.object({
  model: z.nullable(modelChoiceSchema),
  serial_number: z.string(),
  /** As typed, in the reader's own format. */
  purchased_on: z.string(),
  purchased_on_is_estimate: z.boolean(),
  purchase_country: z.string(),
  dealer_name: z.string(),
  dealer_is_estimate: z.boolean(),
});

/** What stands in the form's fields. */
export type ProductValues = z.infer<typeof productValuesSchema>;

/** The empty form; the company's own country is the likely place of purchase. */
export function makeBlankValues(country: string): ProductValues {
  return {
    model: null,
    serial_number: '',
    purchased_on: '',
    purchased_on_is_estimate: false,
    purchase_country: country,
    dealer_name: '',
    dealer_is_estimate: false,
  };
}

/** The form of a saved product. */
export function readRowValues(row: ProductRow, locale: Locale): ProductValues {
  const model: ModelChoice = {
    id: row.model_id,
    code: row.model_code,
    name: row.model_name,
    category: row.category,
    points: row.points || row.pending_points,
    serial_example: row.serial_example,
  };
  return {
    model,
    serial_number: row.serial_number ?? '',
    purchased_on: row.purchased_on ? formatLocalDate(row.purchased_on, locale) : '',
    purchased_on_is_estimate: row.purchased_on_is_estimate,
    purchase_country: row.purchase_country ?? '',
    dealer_name: row.dealer_name ?? '',
    dealer_is_estimate: row.dealer_is_estimate,
  };
}

/** What a draft kept, or null when there is none of the right form. */
export function parseDraftValues(draft: unknown): ProductValues | null {
  const parsed = z.safeParse(productValuesSchema, draft);
  return parsed.success ? parsed.data : null;
}

/** The values in the form of the contract `productForm`; unreadable dates become null (the form has checked them before). */
export function toProductInput(values: ProductValues, locale: Locale) {
  return {
    model_id: values.model?.id,
    serial_number: values.serial_number,
    purchased_on: parseLocalDate(values.purchased_on, locale),
    purchased_on_is_estimate: values.purchased_on_is_estimate,
    purchase_country: values.purchase_country || null,
    dealer_name: values.dealer_name,
    dealer_is_estimate: values.dealer_is_estimate,
  };
}

/** What these values lack to be complete (R1), in the order of the fields. */
export function findMissing(values: ProductValues, locale: Locale): MissingPart[] {
  const given: Record<MissingPart, boolean> = {
    serial_number: values.serial_number.trim() !== '',
    purchase_date: parseLocalDate(values.purchased_on, locale) !== null,
    purchase_country: values.purchase_country !== '',
    dealer: values.dealer_name.trim() !== '',
  };
  return (Object.keys(given) as MissingPart[]).filter((part) => !given[part]);
}
