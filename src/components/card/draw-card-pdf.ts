import fontkit from '@cantoo/fontkit';
import { type Color, PDFDocument, type PDFFont, type PDFPage, rgb, TextRenderingMode } from '@cantoo/pdf-lib';
import { brand } from '../../brand.ts';
import { drawQr } from '../../lib/draw-qr.ts';
import type { CardWords } from './words.ts';

/** Points in a millimetre. */
const millimetre = 72 / 25.4;
/** The size of a bank card (ISO/IEC 7810, ID-1). */
const width = 85.6 * millimetre;
const height = 53.98 * millimetre;
const margin = 4.6 * millimetre;
const codeSize = 25 * millimetre;
const textWidth = width - 3 * margin - codeSize;
const colours = {
  ink: readHex(brand.colours.ink),
  beam: readHex(brand.colours.beam),
  white: rgb(1, 1, 1),
  muted: rgb(0.71, 0.74, 0.8),
};

/** The blades of an iris in a square of 24 units, as on screen. */
const iris =
  'M14.31 8 L20.05 17.94 M9.69 8 H21.17 M7.38 12 L13.12 2.06 M9.69 16 L3.95 6.06 M14.31 16 H2.83 M16.62 12 L10.88 21.94';
const irisUnit = 2.24 * millimetre;

/**
 * Draws the card on one page of its own size. The font is embedded with only the letters that are used, so that names of all our languages
 * print everywhere. In: the words, what the code holds, a TrueType font. Out: the file.
 */
export async function drawCardPdf(
  words: CardWords,
  address: string,
  fontFile: ArrayBuffer,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  document.setTitle(words.title, { showInWindowTitleBar: true });
  document.setAuthor(words.brand);
  document.setLanguage(words.locale);
  const font = await document.embedFont(fontFile, { subset: true });
  const page = document.addPage([width, height]);
  drawBackground(page);
  drawWords(page, font, words);
  drawCode(page, address);
  return new Uint8Array(await document.save());
}

function drawBackground(page: PDFPage): void {
  page.drawRectangle({ x: 0, y: 0, width, height, color: colours.ink });
  const line = { borderColor: colours.beam, borderWidth: 0.4, borderOpacity: 0.3 };
  const [x, y] = [width - 14, height - 4];
  for (const radius of [10, 11.6]) page.drawCircle({ x, y, size: radius * irisUnit, ...line });
  page.drawSvgPath(iris, {
    x: x - 12 * irisUnit,
    y: y + 12 * irisUnit,
    scale: irisUnit,
    ...line,
    borderWidth: 0.4 / irisUnit,
  });
  page.drawRectangle({ x: 0, y: 0, width, height: 1 * millimetre, color: colours.beam });
}

function drawWords(page: PDFPage, font: PDFFont, words: CardWords): void {
  const write = (value: string, y: number, size: number, color: Color, isStrong = false, room = textWidth) => {
    const fitting = Math.min(size, (size * room) / font.widthOfTextAtSize(value, size));
    // One font file serves both weights: strong letters get an outline.
    const weight = isStrong
      ? { renderMode: TextRenderingMode.FillAndOutline, strokeWidth: fitting * 0.028, strokeColor: color }
      : {};
    page.drawText(value, { x: margin, y: y * millimetre, size: fitting, font, color, ...weight });
  };
  const whole = width - 2 * margin;
  write(words.brand, 46, 9, colours.beam, true, whole);
  write(words.company, 36, 12, colours.white, true, whole);
  write(words.number.label, 25.5, 6, colours.muted);
  write(words.number.value, 20, 13, colours.white, true);
  write(`${words.tier.label}: ${words.tier.value}`, 12.5, 7.5, colours.beam);
  write(`${words.valid.label} ${words.valid.value}`, 7, 7.5, colours.white);
}

function drawCode(page: PDFPage, address: string): void {
  const { size, path } = drawQr(address);
  const x = width - margin - codeSize;
  const y = margin;
  page.drawRectangle({ x, y, width: codeSize, height: codeSize, color: colours.white });
  // A drawing's lines go down from its upper edge.
  page.drawSvgPath(path, { x, y: y + codeSize, scale: codeSize / size, color: colours.ink, borderWidth: 0 });
}

/** '#ffc766' as the colour of a PDF. */
function readHex(hex: string): Color {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255,
  );
  return rgb(red, green, blue);
}
