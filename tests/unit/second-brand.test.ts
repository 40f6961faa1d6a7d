import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePDFRawStream, PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brand } from '../../src/brand.ts';
import type * as card from '../../src/components/card/draw-card-pdf.ts';
import type * as words from '../../src/components/card/words.ts';
import type * as message from '../../src/i18n/message.ts';
import type * as slice from '../../src/i18n/slice.ts';
import type * as mail from '../../supabase/functions/_shared/mail/render-mail.ts';
import { createCustomer, createOpenInvoice } from '../stripe/support/factories.ts';
import type * as stripe from '../stripe/support/stack.ts';
import { buildCopy, copyWithSecondBrand, secondBrand } from '../support/second-brand.ts';

const directory = mkdtempSync(join(tmpdir(), 'second-brand-'));
const importCopy = <Module>(path: string): Promise<Module> => import(/* @vite-ignore */ join(directory, path));

/** Everything that names the first brand or shows its colours. */
const firstBrand = new RegExp(
  [
    brand.manufacturer,
    brand.seller.street,
    brand.support.email,
    brand.support.name,
    brand.programme.fullName,
    `\\b${brand.programme.abbreviation}\\b`,
    ...Object.values(brand.colours),
  ].join('|'),
  'i',
);
/** What people see of a page; the messages of islands are filled in by scripts, which are looked at apart. */
const readVisible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/ props="[^"]*"/g, '');

/** What a PDF draws, as its operators. */
const readStreams = (document: PDFDocument): string =>
  document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFRawStream ? [decodePDFRawStream(object).decode()] : []))
    .map((bytes) => Buffer.from(bytes).toString('latin1'))
    .join('\n');
/** '#ff8000' as a PDF writes it: '1 0.5019607843137255 0'. */
const writeColour = (hex: string): string =>
  [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255).join(' ');

beforeAll(() => copyWithSecondBrand(directory));
afterAll(() => rmSync(directory, { recursive: true }));

describe('with another src/brand.ts', () => {
  it('every page shows the other names, colours and logo, and nothing of the first', { timeout: 180_000 }, async () => {
    const site = await buildCopy(directory);
    const files = readdirSync(site, { recursive: true, encoding: 'utf8' });
    const pages = files.filter((file) => file.endsWith('.html'));
    for (const page of pages) {
      const html = readVisible(readFileSync(join(site, page), 'utf8'));
      expect({ page, found: firstBrand.exec(html)?.[0] }).toEqual({ page, found: undefined });
    }
    const landing = readFileSync(join(site, 'fi/index.html'), 'utf8');
    for (const part of [secondBrand.manufacturer, secondBrand.support.email, secondBrand.colours.ink, secondBrand.logo])
      expect(landing).toContain(part);
    const scripts = files.filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(site, file), 'utf8'));
    expect(scripts.join()).toContain(secondBrand.support.email);
    expect(scripts.join()).not.toMatch(new RegExp(`${brand.manufacturer}|${brand.support.email}`));
    const styles = files.filter((file) => file.endsWith('.css')).map((file) => readFileSync(join(site, file), 'utf8'));
    expect(styles.join()).toContain(`--brand-primary:${secondBrand.colours.primary}`);
    expect(styles.join()).not.toMatch(firstBrand);
    expect(readFileSync(join(site, 'manifest.webmanifest'), 'utf8')).toContain(secondBrand.programme.name);
  });

  it('a mail is sent by the other seller in its colours', async () => {
    const { renderMail } = await importCopy<typeof mail>('supabase/functions/_shared/mail/render-mail.ts');
    const data = { company_name: 'Kuvaamo Oy', contact_name: 'Aino', points: 500 };
    const { subject, text, html } = renderMail({ kind: 'invitation', locale: 'fi', data }, 'https://site.example');
    expect(subject + text + html).not.toMatch(firstBrand);
    expect(html).toContain(secondBrand.colours.primary);
    expect(text).toContain(`${secondBrand.seller.name}, ${secondBrand.seller.street}`);
  });

  it('the card’s PDF bears the other programme’s name and colours', async () => {
    const { drawCardPdf } = await importCopy<typeof card>('src/components/card/draw-card-pdf.ts');
    const { describeCard } = await importCopy<typeof words>('src/components/card/words.ts');
    const { createText } = await importCopy<typeof message>('src/i18n/message.ts');
    const { sliceMessages } = await importCopy<typeof slice>('src/i18n/slice.ts');
    const facts = {
      company_name: 'Kuvaamo Oy',
      number: 'RPK-FI0000018',
      tier_code: 'gold',
      state: 'active' as const,
      starts_on: '2026-11-22',
      last_day: '2027-11-21',
      token: 'x'.repeat(46),
    };
    const text = createText('fi', sliceMessages('fi', ['card', 'common.tier']));
    const written = describeCard(facts, 'fi', text);
    expect(JSON.stringify(written)).not.toMatch(firstBrand);
    const font = readFileSync(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'));
    const file = new Uint8Array(font).buffer;
    const document = await PDFDocument.load(await drawCardPdf(written, 'https://site.example/fi/check/#x', file));
    expect(document.getAuthor()).toBe(written.brand);
    expect(written.brand).toContain(secondBrand.programme.abbreviation);
    const drawn = readStreams(document);
    for (const colour of ['ink', 'beam'] as const)
      expect(drawn).toContain(`${writeColour(secondBrand.colours[colour])} rg`);
    for (const colour of ['ink', 'beam'] as const) expect(drawn).not.toContain(writeColour(brand.colours[colour]));
  });

  it('an invoice and its PDF come from the other seller in its colours', async () => {
    const { startStack } = await importCopy<typeof stripe>('tests/stripe/support/stack.ts');
    const stack = await startStack();
    try {
      const { hosted_invoice_url, invoice_pdf } = await createOpenInvoice(stack, (await createCustomer(stack)).id);
      const page = await (await fetch(hosted_invoice_url ?? '')).text();
      expect(page).toContain(secondBrand.seller.name);
      expect(page).toContain(secondBrand.colours.primary);
      const pdf = Buffer.from(await (await fetch(invoice_pdf ?? '')).arrayBuffer()).toString('latin1');
      expect(pdf).toContain(`(${secondBrand.seller.name})`);
      expect(pdf).toContain(secondBrand.seller.vatId);
      // #8a1f4f
      expect(pdf).toContain('0.541 0.122 0.310 rg');
    } finally {
      await stack.close();
    }
  });
});
