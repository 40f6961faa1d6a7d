/** Takes a part of the text out without joining what stood around it. */
const drop = (text: string, pattern: RegExp) => text.replace(pattern, ' ');

/**
 * Words that stand in the markup of a .svelte or .astro file outside of any expression: `<p>Hello</p>` → ['Hello'], `<p>{text}</p>` → [].
 * Attributes that people hear (aria-label, title, alt, placeholder) count as well.
 */
export function findLiteralText(source: string): string[] {
  const markup = takeMarkup(source);
  const spoken = [...markup.matchAll(/\s(?:aria-label|title|alt|placeholder|label)="([^"{]*\p{L}{2}[^"]*)"/gu)].map(
    (match) => match[1] ?? '',
  );
  const withoutExpressions = removeBraces(markup);
  const betweenTags = [...withoutExpressions.matchAll(/>([^<>]*)</g)].map((match) => (match[1] ?? '').trim());
  // Inside an expression ({list.map(() => <li>…</li>)}) words are told from code by the closing tag that follows them.
  const insideExpressions = [...markup.matchAll(/>\s*(\p{L}[^<>{}=;()]*)<\//gu)].map((match) =>
    (match[1] ?? '').trim(),
  );
  return [...new Set([...spoken, ...betweenTags, ...insideExpressions])].filter((text) => /\p{L}{2}/u.test(text));
}

function takeMarkup(source: string): string {
  let text = source.replace(/^---\n[\s\S]*?\n---\n/, '');
  for (const pattern of [/<!--[\s\S]*?-->/g, /<script[\s\S]*?<\/script>/g, /<style[\s\S]*?<\/style>/g])
    text = drop(text, pattern);
  return text;
}

/** Removes `{…}` with everything nested in it, keeping the markup that expressions contain (`{list.map(() => <li>…</li>)}` loses it too). */
function removeBraces(markup: string): string {
  let depth = 0;
  let kept = '';
  for (const character of markup) {
    if (character === '{') depth += 1;
    if (depth === 0) kept += character;
    if (character === '}') depth -= 1;
  }
  return kept.replace(/=>/g, ' ');
}
