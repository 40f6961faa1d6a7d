import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { drawCardPdf } from '../../../src/components/card/draw-card-pdf.ts';
import type { CardWords } from '../../../src/components/card/words.ts';

const fontFile = readFileSync(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'));
const font = fontFile.buffer.slice(fontFile.byteOffset, fontFile.byteOffset + fontFile.length) as ArrayBuffer;
const address = `https://cps.valokeila.example/fi/check/#${'Aa0_-'.repeat(9)}x`;
const words: CardWords = {
  title: 'Jäsenkortti: Kuvaamo Äyräpää Oy',
  locale: 'fi',
  brand: 'Valokeila CPS',
  company: 'Kuvaamo Äyräpää Oy',
  number: { label: 'Jäsennumero', value: 'CPS-FI0000018' },
  tier: { label: 'Jäsenyystaso', value: 'Platinum' },
  valid: { label: 'Voimassa', value: '22.11.2026–22.11.2027' },
};

/** Letters of the fifteen languages that are not in the fonts every PDF reader has. */
const letters = 'ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ őűŐŰ åäöøæÅÄÖØÆ čďěňřšťůýž ČĎĚŇŘŠŤŮÝŽ ľĺŕô ĽĹŔÔ çñàâêëîïœÿ ãõ ßẞ ĳ „”«»–’€';

describe('the card as a PDF', () => {
  it('is one page of a bank card’s size that says what it is', async () => {
    const document = await PDFDocument.load(await drawCardPdf(words, address, font));
    expect(document.getPageCount()).toBe(1);
    const { width, height } = document.getPage(0).getSize();
    expect([width, height].map((points) => Math.round((points / 72) * 25.4 * 10) / 10)).toEqual([85.6, 54]);
    expect(document.getTitle()).toBe('Jäsenkortti: Kuvaamo Äyräpää Oy');
    expect(document.getLanguage()).toBe('fi');
  });

  it('holds a glyph for every letter of our languages', () => {
    const outlines = fontkit.create(fontFile) as { hasGlyphForCodePoint(point: number): boolean };
    const missing = [...letters].filter((letter) => !outlines.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
    expect(missing).toEqual([]);
  });

  it('carries only the letters it uses, also with a name full of them', async () => {
    const plain = await drawCardPdf(words, address, font);
    const full = await drawCardPdf({ ...words, company: letters }, address, font);
    expect(plain.length).toBeLessThan(30_000);
    expect(full.length).toBeLessThan(60_000);
  });
});
