import type { Text } from '../../i18n/message.ts';
import type { ModelChoice } from './model-choice.ts';

const places = {
  body: 'products.serial.body',
  cine: 'products.serial.body',
  lens: 'products.serial.lens',
  flash: 'products.serial.flash',
  accessory: 'products.serial.other',
} as const;

/** Where the serial number is found on this kind of product, with the model's own example. */
export function describeSerial(model: ModelChoice | null, text: Text): string {
  if (!model) return text('products.serial.any');
  const place = places[model.category as keyof typeof places] ?? places.accessory;
  return text(place, { example: model.serial_example });
}
