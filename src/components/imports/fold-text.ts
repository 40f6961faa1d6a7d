/** A word as it is compared: lower case, without accents, signs and spaces. 'Köpcentrum (ort)' → 'kopcentrumort', 'Nº de série' → 'nodeserie'. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
