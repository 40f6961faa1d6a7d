import type { ProductRow } from '../../../src/components/products/product-row.ts';
import { makeBlankValues, type ProductValues } from '../../../src/components/products/product-values.ts';
import common from '../../../src/i18n/fi/common.json' with { type: 'json' };
import errors from '../../../src/i18n/fi/errors.json' with { type: 'json' };
import products from '../../../src/i18n/fi/products.json' with { type: 'json' };
import { createText } from '../../../src/i18n/message.ts';
import { prefixMessages } from '../../../src/i18n/messages.ts';

/** The Finnish words of the feature. */
export const finnish = createText('fi', {
  ...prefixMessages('common', common),
  ...prefixMessages('errors', errors),
  ...prefixMessages('products', products),
});

const model = {
  id: '3a06d119-4b78-418c-b0f8-bf94138f3f50',
  code: 'VK-R5',
  name: 'Valokeila R5',
  category: 'body',
  points: 400,
  serial_example: '052031002290',
};

/** A form in which everything is given. */
export function makeValues(changes: Partial<ProductValues> = {}): ProductValues {
  return {
    ...makeBlankValues('FI'),
    model,
    serial_number: '052031002290',
    purchased_on: '1.3.2024',
    dealer_name: 'Kuvakulma Helsinki',
    ...changes,
  };
}

/** A saved, complete product. */
export function makeRow(changes: Partial<ProductRow> = {}): ProductRow {
  return {
    id: 'f2d4931f-a628-4132-8e66-930c3469b0a0',
    account_id: '5f0b6f4e-3a0d-4c0e-9a53-0d0f6f6a7d10',
    model_id: model.id,
    model_code: model.code,
    model_name: model.name,
    category: model.category,
    serial_example: model.serial_example,
    serial_number: '052031002290',
    purchased_on: '2024-03-01',
    purchased_on_is_estimate: false,
    purchase_country: 'FI',
    dealer_name: 'Kuvakulma Helsinki',
    dealer_is_estimate: false,
    claim: 'held',
    is_complete: true,
    missing: [],
    created_at: '2026-11-22 14:49:50.960371+00',
    points: 400,
    pending_points: 0,
    worth: 400,
    state: 'in_use',
    ...changes,
  };
}
