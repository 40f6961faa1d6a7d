import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { drawQr, encodeQr, findRuns } from '../../../src/lib/draw-qr.ts';

const address = `https://cps.valokeila.example/fi/check/#${'Aa0_-'.repeat(9)}x`;
const pixelsPerModule = 3;

beforeAll(() => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) } });
});

describe('the code of a card', () => {
  it('is read back by a scanner', async () => {
    const [code] = await readBarcodes(makePicture(encodeQr(address)), { formats: ['QRCode'] });
    expect(code?.text).toBe(address);
  });

  it('is coarse enough for the camera of an old telephone on a card of 25 mm', () => {
    expect(drawQr(address).size).toBeLessThanOrEqual(49);
  });

  it('is drawn as its dark modules, no more and no less, with a quiet zone around', () => {
    const rows = encodeQr(address);
    const { path, size } = drawQr(address);
    const drawn = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].reduce(
      (sum, [, , , length]) => sum + Number(length),
      0,
    );
    expect(drawn).toBe(rows.flat().filter(Boolean).length);
    expect(size).toBe(rows.length);
    for (const edge of [rows[0], rows[3], rows.at(-1)]) expect(edge?.some(Boolean)).toBe(false);
  });

  it('is refused where it would be larger than allowed', () => {
    expect(() => encodeQr('x'.repeat(332), 13)).toThrow();
    expect(drawQr('x'.repeat(331), 13).size).toBe(77);
  });

  it('joins what stands side by side', () => {
    expect(findRuns([true, true, false, true])).toEqual([
      { start: 0, length: 2 },
      { start: 3, length: 1 },
    ]);
    expect(findRuns([])).toEqual([]);
  });
});

/** The code as a photograph without noise: black on white, three pixels a module. */
function makePicture(rows: boolean[][]): ImageData {
  const side = rows.length * pixelsPerModule;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const isDark = rows[Math.floor(y / pixelsPerModule)]?.[Math.floor(x / pixelsPerModule)];
      if (isDark) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { data, width: side, height: side, colorSpace: 'srgb' } as ImageData;
}
