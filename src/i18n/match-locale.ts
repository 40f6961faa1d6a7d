/** Languages that are read instead of one we have: Norwegian tags all mean Bokmål here. */
const aliases: Record<string, string> = { no: 'nb', nn: 'nb' };

/**
 * The first wish of a browser (`navigator.languages`) that is among the enabled locales, else the fallback. Imports nothing: it is part of
 * the small script of `/`. Example: `matchLocale(['de-AT', 'en-US'], ['fi', 'en'], 'fi')` → 'en'.
 */
export function matchLocale(wishes: readonly string[], enabled: readonly string[], fallback: string): string {
  for (const wish of wishes) {
    const language = wish.toLowerCase().split('-')[0] ?? '';
    const code = aliases[language] ?? language;
    if (enabled.includes(code)) return code;
  }
  return fallback;
}
