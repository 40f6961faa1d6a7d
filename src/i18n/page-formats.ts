import type { Locale } from './locales.ts';
import type { PlainFormats } from './plain-formats.ts';

/** Id of the data in the page (`PortalLayout`). */
export const formatsId = 'formats';

interface PageLike {
  getElementById(id: string): { textContent: string | null } | null;
}

let kept: PlainFormats | null | undefined;

/** The formats this page brought for a language; undefined where it brought none: at build time, in functions, on public pages. */
export function findPageFormats(locale: Locale): PlainFormats | undefined {
  kept ??= readPage();
  return kept?.locale === locale ? kept : undefined;
}

function readPage(): PlainFormats | null {
  // The functions share this module and know no document.
  const { document } = globalThis as { document?: PageLike };
  const text = document?.getElementById(formatsId)?.textContent;
  // Our own build wrote it into our own page.
  return text ? (JSON.parse(text) as PlainFormats) : null;
}
