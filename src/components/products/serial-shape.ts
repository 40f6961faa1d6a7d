/** The form of a model's serials, as far as a sentence can say it. */
export type SerialShape =
  | { kind: 'digits'; count: number }
  | { kind: 'range'; least: number; most: number }
  | { kind: 'prefix'; prefix: string; count: number }
  | { kind: 'letters'; letters: number; count: number };

/**
 * Reads the usual patterns: `^\d{12}$` → 12 digits, `^\d{6,10}$` → 6 to 10 digits, `^C8\d{7}$` → C8 and 7 digits, `^[A-Z]{2}\d{6}$` → 2 letters
 * and 6 digits. Null for any other: then the example has to do.
 */
export function readSerialShape(pattern: string): SerialShape | null {
  const parts = /^\^(?:([A-Z\d]+)|\[A-Z\]\{(\d+)\})?\\d\{(\d+)(?:,(\d+))?\}\$$/.exec(pattern);
  if (!parts) return null;
  const [, prefix, letters, least, most] = parts;
  const count = Number(least);
  if (most) return prefix || letters ? null : { kind: 'range', least: count, most: Number(most) };
  if (letters) return { kind: 'letters', letters: Number(letters), count };
  return prefix ? { kind: 'prefix', prefix, count } : { kind: 'digits', count };
}
