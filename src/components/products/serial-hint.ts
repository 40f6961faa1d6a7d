import type { Text } from '../../i18n/message.ts';
import type { ModelChoice, SerialPlace } from './model-choice.ts';

/** Where the label usually is, for a saved product: its row does not carry the model's own place. */
const usualPlaces: Readonly<Record<string, SerialPlace>> = {
  body: 'base_plate',
  cine: 'side_panel',
  lens: 'lens_mount',
  flash: 'flash_foot',
};

/** Where the serial number is found on this model, with the model's own example. */
export function describeSerial(model: ModelChoice | null, text: Text): string {
  if (!model) return text('products.serial.any');
  const place = model.serial_place ?? usualPlaces[model.category] ?? 'label';
  return text(`products.serial.place.${place}`, { example: model.serial_example });
}
