import { encode } from 'uqr';

/** A QR code as drawing: `path` fills the dark modules of a square of `size` modules, quiet zone included. */
export interface QrDrawing {
  size: number;
  path: string;
}

/** Modules of white around the code; the standard asks for four. */
const quietZone = 4;

/** The largest code there is; some uses allow only smaller ones. */
const largestVersion = 40;

/**
 * The dark modules of the code of a text, row by row; `true` is dark. Error correction M: a scratched card is still read, and payment codes ask for it.
 * Throws when the text does not fit into a code of `maxVersion`.
 */
export function encodeQr(text: string, maxVersion = largestVersion): boolean[][] {
  return encode(text, { ecc: 'M', maxVersion, border: quietZone }).data;
}

/** Draws a text as a QR code: one path, runs of dark modules joined, for an SVG with `viewBox="0 0 size size"`. */
export function drawQr(text: string, maxVersion?: number): QrDrawing {
  const rows = encodeQr(text, maxVersion);
  const path = rows.flatMap((row, y) =>
    findRuns(row).map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`),
  );
  return { size: rows.length, path: path.join('') };
}

/** Where dark modules stand side by side. */
export function findRuns(row: readonly boolean[]): { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = [];
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue;
    const last = runs.at(-1);
    if (last && last.start + last.length === x) last.length += 1;
    else runs.push({ start: x, length: 1 });
  }
  return runs;
}
