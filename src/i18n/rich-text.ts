/** A piece of a message: plain text, or text inside a tag such as `<link>…</link>`. */
export interface TextPart {
  tag?: string;
  text: string;
}

/** Splits a message at its (not nested) tags. Example: `'See <link>help</link>.'` → `[{text:'See '},{tag:'link',text:'help'},{text:'.'}]`. */
export function splitTags(message: string): TextPart[] {
  const parts: TextPart[] = [];
  let position = 0;
  for (const match of message.matchAll(/<(\w+)>(.*?)<\/\1>/g)) {
    if (match.index > position) parts.push({ text: message.slice(position, match.index) });
    parts.push({ tag: match[1] ?? '', text: match[2] ?? '' });
    position = match.index + match[0].length;
  }
  if (position < message.length) parts.push({ text: message.slice(position) });
  return parts;
}

/** The message without its tags, for places that hold plain text only. */
export function stripTags(message: string): string {
  return splitTags(message)
    .map((part) => part.text)
    .join('');
}
