import type { BrandColours } from '../brand.ts';

/**
 * Writes the brand's colours as custom properties `--brand-*`; the tokens of `tokens.css` derive every other colour from them.
 * Example: `{ primary: '#1d4ed8', … }` → `:root{--brand-primary:#1d4ed8;…}`.
 */
export function buildBrandCss(colours: BrandColours): string {
  const lines = Object.entries(colours).map(([name, value]) => `--brand-${toKebabCase(name)}:${value}`);
  return `:root{${lines.join(';')}}`;
}

function toKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
