import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../supabase/functions/_shared/proofs/base64.ts';
import { detectType } from '../../../supabase/functions/_shared/proofs/detect-type.ts';
import { tidyFileName } from '../../../supabase/functions/_shared/proofs/file-name.ts';
import { makeHeic, makeJpeg, makePdf, makePng } from '../../support/sample-files.ts';

const samples = {
  'application/pdf': makePdf(),
  'image/png': makePng(),
  'image/jpeg': makeJpeg(),
  'image/heic': makeHeic(),
};
const join = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

describe.each(Object.entries(samples))('%s', (type, sample) => {
  test('is known by its content', () => {
    expect(detectType(sample)).toBe(type);
  });

  test('is refused when any of it is missing at the end or at the start', () => {
    for (const cut of [1, 2, 6, sample.length / 2]) {
      expect(detectType(sample.subarray(0, Math.floor(sample.length - cut))), `${cut} bytes short`).toBeNull();
    }
    expect(detectType(sample.subarray(1))).toBeNull();
    expect(detectType(sample.subarray(0, 8))).toBeNull();
  });

  test('is refused behind something else', () => {
    expect(detectType(join('<html>', sample))).toBeNull();
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', join('A receipt, honestly')],
  ['a page', join('<!doctype html><script>alert(1)</script>')],
  ['a drawing that may carry scripts', join('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a GIF', join('GIF89a\x01\x00\x01\x00')],
  ['a program', join('MZ\x90\x00', Buffer.alloc(200))],
  ['an archive', join('PK\x03\x04', Buffer.alloc(200))],
  ['an AVIF', makeHeic(0, 'avif')],
  ['a PDF’s first line alone', join('%PDF-1.7\n', Buffer.alloc(4000))],
  ['a PNG’s signature alone', join('\x89PNG\r\n\x1a\n', Buffer.alloc(4000))],
  ['a JPEG’s first marker alone', join('\xff\xd8\xff\xe0', Buffer.alloc(4000))],
  [
    'a PNG without a size',
    join(samples['image/png'].subarray(0, 16), Buffer.alloc(8), samples['image/png'].subarray(24)),
  ],
  ['a page hidden behind a PNG', join(samples['image/png'], '<script>alert(1)</script>')],
])('%s is refused', (_what, bytes) => {
  expect(detectType(bytes)).toBeNull();
});

test('a camera may write something of its own behind a JPEG, and a PDF may end with a line break', () => {
  expect(detectType(join(samples['image/jpeg'], 'SEFT trailer'))).toBe('image/jpeg');
  expect(detectType(join(samples['application/pdf'], '\r\n'))).toBe('application/pdf');
});

test.each([
  ['kuitti.pdf', 'application/pdf', 'kuitti.pdf'],
  ['receipt.pdf.exe', 'application/pdf', 'receipt.pdf.pdf'],
  ['C:\\Users\\Aino\\Kuitti ä.JPG', 'image/jpeg', 'Kuitti ä.jpg'],
  ['../../etc/passwd', 'image/png', 'passwd.png'],
  ['a"b\r\nc\u202Egnp.png', 'image/png', 'abcgnp.png'],
  ['', 'image/heic', 'proof.heic'],
  ['.pdf', 'application/pdf', 'proof.pdf'],
] as const)('the name %j of a file of %s becomes %j', (name, type, tidy) => {
  expect(tidyFileName(name, type)).toBe(tidy);
});

test('a long name is cut between characters', () => {
  const tidy = tidyFileName('📷'.repeat(300), 'image/png');
  expect(tidy).toBe(`${'📷'.repeat(100)}.png`);
});

test('bytes survive the way into text and back', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
  expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  expect(decodeBase64('YWJj\nZGVm')).toEqual(Uint8Array.from(Buffer.from('abcdef')));
});
