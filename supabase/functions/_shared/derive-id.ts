/**
 * An id made from another one, always the same for the same purpose: a name-based UUID (RFC 9562, version 5) whose namespace is `id`. What is
 * stored under it is stored once, however often it is tried.
 *
 * Example: await deriveId('9b2d…', 'refused') → '4c1f…'
 */
export async function deriveId(id: string, purpose: string): Promise<string> {
  const namespace = Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const name = new TextEncoder().encode(purpose);
  const digest = await crypto.subtle.digest('SHA-1', new Uint8Array([...namespace, ...name]));
  const bytes = new Uint8Array(digest).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
