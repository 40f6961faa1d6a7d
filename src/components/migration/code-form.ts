/** The six digits of a code as people paste it ("123 456", "123-456"), or null when there are not six. */
export function parseCode(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  return digits.length === 6 ? digits : null;
}
