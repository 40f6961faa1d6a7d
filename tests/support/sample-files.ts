import { crc32, deflateSync } from 'node:zlib';

/** Small but whole files of the kinds a proof of purchase may have, made byte by byte. `padding` adds that many bytes inside. */

/** A PDF of one empty page. */
export function makePdf(padding = 0): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
  ];
  let text = `%PDF-1.4\n%${'x'.repeat(padding)}\n`;
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<< /Size 4 /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF`, 'latin1');
}

/** A PNG of one grey pixel. */
export function makePng(padding = 0): Buffer {
  const size = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const note = padding > 0 ? [makeChunk('teXt', Buffer.alloc(padding))] : [];
  const chunks = [
    makeChunk('IHDR', size),
    ...note,
    makeChunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    makeChunk('IEND'),
  ];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function makeChunk(name: string, data = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  return Buffer.concat([makeUint32(data.length), named, makeUint32(crc32(named))]);
}

/** A JPEG as a camera writes it: Exif, tables, a size, data, the end. */
export function makeJpeg(padding = 0): Buffer {
  const frame = Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
  const scan = Buffer.from([1, 1, 0, 0, 0x3f, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    makeSegment(0xe1, Buffer.from('Exif\0\0', 'latin1')),
    makeSegment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    makeSegment(0xc0, frame),
    makeSegment(0xc4, Buffer.concat([Buffer.from([0]), Buffer.alloc(16)])),
    makeSegment(0xda, scan),
    Buffer.alloc(padding + 2, 0x55),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function makeSegment(marker: number, data: Buffer): Buffer {
  const length = data.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), data]);
}

/** The boxes of a HEIC picture; `brand` makes it something else. */
export function makeHeic(padding = 0, brand = 'heic'): Buffer {
  const names = Buffer.concat([Buffer.from(brand, 'latin1'), makeUint32(0), Buffer.from(`mif1${brand}`, 'latin1')]);
  return Buffer.concat([
    makeBox('ftyp', names),
    makeBox('meta', Buffer.alloc(4)),
    makeBox('mdat', Buffer.alloc(padding + 16, 7)),
  ]);
}

function makeBox(name: string, data: Buffer): Buffer {
  return Buffer.concat([makeUint32(data.length + 8), Buffer.from(name, 'latin1'), data]);
}

function makeUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
