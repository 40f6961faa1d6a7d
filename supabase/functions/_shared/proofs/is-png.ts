import { readAscii, readUint32 } from './bytes.ts';

const signature = '\x89PNG\r\n\x1a\n';
/** Length, name and checksum around the data of a chunk, in bytes. */
const frame = 12;

/** Whether bytes are a PNG: its signature, a header with a size, and chunk after chunk up to the closing one, which ends the file. */
export function isPng(bytes: Uint8Array): boolean {
  if (readAscii(bytes, 0, 8) !== signature || readAscii(bytes, 12, 4) !== 'IHDR' || readUint32(bytes, 8) !== 13)
    return false;
  if (!(readUint32(bytes, 16) > 0 && readUint32(bytes, 20) > 0)) return false;
  let hasData = false;
  for (let at = 8; at + frame <= bytes.length; at += frame + readUint32(bytes, at)) {
    const name = readAscii(bytes, at + 4, 4);
    if (name === 'IDAT') hasData = true;
    if (name === 'IEND') return hasData && at + frame === bytes.length;
  }
  return false;
}
