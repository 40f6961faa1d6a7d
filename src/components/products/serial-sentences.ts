import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import type { SerialRefusal } from './serial-refusal.ts';
import { readSerialShape } from './serial-shape.ts';

/** What is wrong with a refused serial, as one or two sentences: the likely mix-up, and what this model's serials look like. */
export function explainSerial({ problem, pattern }: SerialRefusal, locale: Locale, text: Text): string {
  const shape = describeShape(pattern, locale, text);
  if (problem === 'form') return shape;
  return [text(`products.serial.problem.${problem}`), shape].filter(Boolean).join(' ');
}

/** The form of a model's serials in words; '' when no sentence fits it. */
function describeShape(pattern: string, locale: Locale, text: Text): string {
  const shape = readSerialShape(pattern);
  if (!shape) return '';
  if (shape.kind === 'range') {
    const { least, most } = shape;
    return text('products.serial.shape.range', {
      least: formatNumber(least, locale),
      most: formatNumber(most, locale),
    });
  }
  const number = formatNumber(shape.count, locale);
  if (shape.kind === 'digits') return text('products.serial.shape.digits', { count: shape.count, number });
  if (shape.kind === 'prefix') {
    return text('products.serial.shape.prefix', { count: shape.count, number, prefix: shape.prefix });
  }
  const letters = formatNumber(shape.letters, locale);
  return text('products.serial.shape.letters', { count: shape.count, number, letters });
}
