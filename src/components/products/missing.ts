import type { MissingPart } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';
import { formatList } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';

/** Names of the missing data as one list: ['serial_number', 'dealer'] → "Sarjanumero ja Jälleenmyyjä". Slice: `products.part`. */
export function nameParts(parts: readonly MissingPart[], locale: Locale, text: Text): string {
  const names = parts.map((part) => text(`products.part.${part}`));
  return formatList(names, locale);
}
