/** Says whether a text can be an old number: three letters or digits at least. */
export function isNumber(text: string): boolean {
  return text.replace(/[^\p{L}\d]/gu, '').length >= 3;
}
