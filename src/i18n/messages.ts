/** Messages of one locale by full key (`products.list.empty`); plain data, ready to be an island's property. */
export type Messages = Record<string, string>;

/** What a message's {{variables}} may hold; `count` chooses the plural form. */
export type Variables = Record<string, string | number>;

/** Prefixes the keys of one area's file: `{ 'list.empty': '…' }` of `products` → `{ 'products.list.empty': '…' }`. */
export function prefixMessages(area: string, file: Messages): Messages {
  return Object.fromEntries(Object.entries(file).map(([key, value]) => [`${area}.${key}`, value]));
}
