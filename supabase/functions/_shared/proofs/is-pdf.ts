import { readAscii } from './bytes.ts';

/** How far from its end a PDF may name its table of contents; readers look about as far. */
const tail = 2048;

/** Whether bytes are a PDF: its header at the very start, and at the end where its table is and `%%EOF`. */
export function isPdf(bytes: Uint8Array): boolean {
  if (!/^%PDF-[12]\.\d/.test(readAscii(bytes, 0, 8))) return false;
  return /startxref\s+\d+\s+%%EOF/.test(readAscii(bytes, Math.max(8, bytes.length - tail), tail));
}
