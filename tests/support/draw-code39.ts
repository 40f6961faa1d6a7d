/** Bars and spaces of Code 39, alternating, 1 = wide: https://en.wikipedia.org/wiki/Code_39. */
const patterns: Record<string, string> = {
  '0': '000110100',
  '1': '100100001',
  '2': '001100001',
  '3': '101100000',
  '4': '000110001',
  '5': '100110000',
  '6': '001110000',
  '7': '000100101',
  '8': '100100100',
  '9': '001100100',
  '*': '010010100',
};
const narrow = 2;
const wide = 5;

/** A grey picture, one byte a point, that shows numbers as barcodes below each other on white. */
export function drawCodes(numbers: readonly string[], width = 640, height = 480): Uint8Array {
  const picture = new Uint8Array(width * height).fill(235);
  const band = Math.floor(height / numbers.length);
  for (const [index, number] of numbers.entries()) {
    const bars = drawBars(number);
    const left = Math.floor((width - bars.length) / 2);
    for (let y = index * band + 30; y < (index + 1) * band - 30; y++) {
      for (const [x, isBar] of bars.entries()) if (isBar) picture[y * width + left + x] = 16;
    }
  }
  return picture;
}

/** A film of one picture, as Chromium's fake camera plays it. */
export function makeFilm(picture: Uint8Array, width = 640, height = 480): Buffer {
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frame = [Buffer.from('FRAME\n'), picture, colour];
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`), ...frame, ...frame]);
}

function drawBars(number: string): boolean[] {
  return [...`*${number}*`].flatMap((sign) => {
    const parts = [...(patterns[sign] ?? '')].flatMap((size, at) =>
      Array<boolean>(size === '1' ? wide : narrow).fill(at % 2 === 0),
    );
    return [...parts, ...Array<boolean>(narrow).fill(false)];
  });
}
