const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is safe to put into a page. */
export interface Markup {
  markup: string;
}

type Part = Markup | Markup[] | string | number | null | undefined | false;

/** A template tag that escapes everything put into it except markup made by itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const text = strings.reduce((done, piece, index) => done + piece + renderPart(parts[index]), '');
  return { markup: text };
}

function renderPart(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map((item) => item.markup).join('');
  if (typeof part === 'object') return part.markup;
  return String(part).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
