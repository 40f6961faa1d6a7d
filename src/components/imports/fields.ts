/** What a column of a file can hold, in the order the page asks for it. */
export const importFields = [
  'model_code',
  'model_name',
  'serial_number',
  'purchased_on',
  'purchased_on_is_estimate',
  'purchase_country',
  'dealer_name',
  'dealer_is_estimate',
] as const;

export type ImportField = (typeof importFields)[number];

/** Which column (counted from 0) holds each field; null where the file has none. */
export type ColumnChoice = Record<ImportField, number | null>;

/** No column for anything. */
export function makeEmptyChoice(): ColumnChoice {
  return Object.fromEntries(importFields.map((field) => [field, null])) as ColumnChoice;
}
