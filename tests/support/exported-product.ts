import type { ProductRow } from '../../src/components/products/product-row.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Text } from '../../src/i18n/message.ts';
import { readWords as readAreas } from './pages/words.ts';

/** All words an import or export uses. */
export function readWords(locale: Locale): Text {
  return readAreas(locale, 'imports', 'exports', 'products', 'points', 'invoices', 'errors', 'series');
}

/** A complete product as the list reads it; state only what matters. */
export function exportedProduct(change: Partial<ProductRow>): ProductRow {
  return {
    id: 'p',
    model_id: 'm',
    model_code: 'VK-R5',
    model_name: 'Valokeila R5',
    category: 'body',
    serial_example: '052031002290',
    serial_number: '052031002290',
    purchased_on: '2024-05-31',
    purchased_on_is_estimate: false,
    purchase_country: 'FI',
    dealer_name: 'Kuvakulma Helsinki',
    dealer_is_estimate: false,
    claim: 'held',
    state: 'in_use',
    is_complete: true,
    missing: [],
    created_at: '2026-11-22T10:00:00+00:00',
    points: 400,
    pending_points: 0,
    worth: 400,
    ...change,
  };
}
