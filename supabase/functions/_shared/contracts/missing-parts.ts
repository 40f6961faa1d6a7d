/** What may be missing from a product (`products.missing`). */
export const missingParts = ['serial_number', 'purchase_date', 'purchase_country', 'dealer'] as const;
export type MissingPart = (typeof missingParts)[number];
