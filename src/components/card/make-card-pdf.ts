import fontAddress from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf?url';
import { drawCardPdf } from './draw-card-pdf.ts';
import type { CardWords } from './words.ts';

/** The card as a PDF. `address`: what its code holds. Fetches the font; throws when there is no connection. */
export async function makeCardPdf(words: CardWords, address: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(fontAddress);
  if (!response.ok) throw new Error(`The font was answered with ${response.status}.`);
  return drawCardPdf(words, address, await response.arrayBuffer());
}
