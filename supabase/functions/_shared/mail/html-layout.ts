import { brand } from '../../../../src/brand.ts';
import { localeRow } from '../../../../src/i18n/locales.ts';
import type { MailContent, Writer } from './content.ts';
import { escapeHtml as html } from './escape-html.ts';
import { sellerLine } from './footer.ts';
import { darkRules, styles } from './html-styles.ts';

/** The HTML part of a mail: one column without tables, styles inline, dark where the reader's programme is. */
export function layOutHtml(content: MailContent, writer: Writer): string {
  const { intl, dir } = localeRow(writer.locale);
  return `<!doctype html>
<html lang="${html(intl)}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${html(content.subject)}</title>
<style>${darkRules}</style>
</head>
<body class="page" style="${styles.page}">
<div style="${styles.preheader}" aria-hidden="true">${html(content.preheader)}</div>
<div class="card" style="${styles.card}">
<div style="${styles.bar}">${html(brand.manufacturer)} <span style="${styles.programme}">${html(brand.programme.abbreviation)}</span></div>
<div style="${styles.body}">
${layOutBody(content, writer)}
</div>
</div>
<div class="quiet" style="${styles.footer}">
${content.replyTo ? '' : `<p style="${styles.footerLine}">${html(writer.translate('mails.layout.help'))}</p>`}
<p style="${styles.footerLine}">${html(sellerLine())}</p>
</div>
</body>
</html>
`;
}

function layOutBody(content: MailContent, { translate }: Writer): string {
  const { details = [], links = [], notes = [], button, code, quote } = content;
  const blocks = [
    `<h1 class="strong" style="${styles.heading}">${html(content.heading)}</h1>`,
    paragraph(content.greeting),
    ...content.paragraphs.map(paragraph),
    details.length > 0 && layOutDetails(details),
    quote && `<blockquote class="box" style="${styles.quote}">${html(quote)}</blockquote>`,
    button &&
      `<p style="${styles.action}"><a class="button" href="${html(button.url)}" style="${styles.button}">${html(button.label)}</a></p>`,
    code && layOutCode(code),
    button &&
      `<p class="quiet" style="${styles.small}">${html(translate('mails.layout.link'))}<br>${anchor(button.url)}</p>`,
    ...links.map(({ label, url }) => `<p class="quiet" style="${styles.small}">${html(label)}<br>${anchor(url)}</p>`),
    ...notes.map((note) => `<p class="quiet" style="${styles.small}">${html(note)}</p>`),
  ];
  return blocks.filter(Boolean).join('\n');
}

function layOutCode({ label, digits }: { label: string; digits: string }): string {
  return `<p style="${styles.paragraph}">${html(label)}</p>
<p class="box strong" style="${styles.code}">${html(digits)}</p>`;
}

function layOutDetails(details: [string, string][]): string {
  const rows = details.map(
    ([label, value]) =>
      `<dt class="quiet" style="${styles.label}">${html(label)}</dt><dd class="strong" style="${styles.value}">${html(value)}</dd>`,
  );
  return `<dl class="box" style="${styles.details}">${rows.join('')}</dl>`;
}

function paragraph(text: string): string {
  return `<p style="${styles.paragraph}">${html(text)}</p>`;
}

function anchor(url: string): string {
  return `<a class="link" href="${html(url)}" style="${styles.link}">${html(url)}</a>`;
}
