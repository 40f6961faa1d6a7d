/** Applies sent metadata: an empty value removes its key, an empty text removes all. */
export function mergeMetadata(
  current: Record<string, string> | null,
  sent: Record<string, string | number | null> | string | null | undefined,
): Record<string, string> {
  if (sent === undefined || sent === null) return current ?? {};
  if (typeof sent === 'string') return {};
  const merged: Record<string, string> = { ...current };
  for (const [key, value] of Object.entries(sent)) {
    if (value === '' || value === null) delete merged[key];
    else merged[key] = String(value);
  }
  return merged;
}
