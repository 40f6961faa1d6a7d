import type { Slice } from '../../i18n/slice.ts';

/** The messages ProductEditor needs; both its pages pass them. */
export const editorSlices: readonly Slice[] = [
  'products.action',
  'products.field',
  'products.form',
  'products.gap',
  'products.hint',
  'products.item',
  'products.part',
  'products.remove',
  'products.saved',
  'products.search',
  'products.serial',
  'products.view',
  'scan',
  'common.form',
  'common.date',
  'common.state',
  'common.nav.sign_in',
  'errors',
];
