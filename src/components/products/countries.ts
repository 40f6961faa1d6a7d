/** Puts the company's own country first, where most products were bought; the rest stays in the order of the language. */
export function orderCountries<Option extends { value: string }>(
  options: readonly Option[],
  own: string | undefined,
): Option[] {
  return [...options.filter(({ value }) => value === own), ...options.filter(({ value }) => value !== own)];
}
