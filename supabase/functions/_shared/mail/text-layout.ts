import type { MailContent, Writer } from './content.ts';
import { sellerLine } from './footer.ts';

/** The plain-text part of a mail; holds everything the HTML part holds. */
export function layOutText(content: MailContent, { translate }: Writer): string {
  const { button, code, details = [], quote, links = [], notes = [] } = content;
  const blocks = [
    content.heading,
    content.greeting,
    ...content.paragraphs,
    details.map(([label, value]) => `${label}: ${value}`).join('\n'),
    quote && quoteLines(quote),
    button && `${button.label}:\n${button.url}`,
    code && `${code.label}\n${code.digits}`,
    ...links.map(({ label, url }) => `${label}\n${url}`),
    ...notes,
    `-- \n${content.replyTo ? '' : `${translate('mails.layout.help')}\n`}${sellerLine()}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function quoteLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `> ${line}`)
    .join('\n');
}
