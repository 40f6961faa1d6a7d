import { countryName } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import type { ProductRow } from './product-row.ts';
import { readProductState } from './product-state.ts';

/** The rows of the file, headings first. Dates are ISO: any spreadsheet and our own import read them. */
export function makeProductTable(rows: readonly ProductRow[], locale: Locale, text: Text): string[][] {
  const yes = (isSo: boolean): string => (isSo ? text('exports.yes') : '');
  const header = [
    text('imports.field.model_code'),
    text('imports.field.model_name'),
    text('imports.field.serial_number'),
    text('imports.field.purchased_on'),
    text('imports.field.purchased_on_is_estimate'),
    text('imports.field.purchase_country'),
    text('imports.field.dealer_name'),
    text('imports.field.dealer_is_estimate'),
    text('exports.products.points'),
    text('exports.products.state'),
    text('exports.products.registered'),
  ];
  const table = rows.map((row) => [
    row.model_code,
    row.model_name,
    row.serial_number ?? '',
    row.purchased_on ?? '',
    yes(row.purchased_on_is_estimate),
    row.purchase_country ? countryName(row.purchase_country, locale) : '',
    row.dealer_name ?? '',
    yes(row.dealer_is_estimate),
    String(row.points),
    text(`products.item.${readProductState(row)}`),
    row.created_at.slice(0, 10),
  ]);
  return [header, ...table];
}
