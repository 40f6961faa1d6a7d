/**
 * Says whether `text` (trimmed, upper case) can be a business id of `country`: Finland's Y-tunnus by its check digit, others by form.
 * The database has the same rule (`private.is_business_id`); a test compares the two.
 */
export function isBusinessId(country: string, text: string): boolean {
  if (country !== 'FI') return /^[A-Z0-9][A-Z0-9 ./-]{2,28}[A-Z0-9]$/.test(text);
  if (!/^\d{7}-\d$/.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2];
  const remainder = weights.reduce((sum, weight, place) => sum + weight * Number(text[place]), 0) % 11;
  return remainder !== 1 && Number(text[8]) === (remainder === 0 ? 0 : 11 - remainder);
}
