import { readAscii, readUint32 } from './bytes.ts';

/** Brands of still pictures coded with HEVC; `mif1` alone could as well be AVIF. */
const brands = ['heic', 'heix', 'heim', 'heis'];

/** Whether bytes are a HEIC picture: boxes that fill the file exactly, the first with its brands, one with what it shows, one with the data. */
export function isHeic(bytes: Uint8Array): boolean {
  if (readAscii(bytes, 4, 4) !== 'ftyp') return false;
  const named = readAscii(bytes, 8, Math.min(readUint32(bytes, 0), 256) - 8).match(/.{4}/gs) ?? [];
  if (!named.some((brand, place) => place !== 1 && brands.includes(brand))) return false;
  const found = new Set<string>();
  for (let at = 0; at < bytes.length; ) {
    const size = readBoxSize(bytes, at);
    if (!(size >= 8) || at + size > bytes.length) return false;
    found.add(readAscii(bytes, at + 4, 4));
    at += size;
  }
  return found.has('meta') && found.has('mdat');
}

/** A size of 1 stands for a longer number behind the name, 0 for the rest of the file. */
function readBoxSize(bytes: Uint8Array, at: number): number {
  const size = readUint32(bytes, at);
  if (size === 0) return bytes.length - at;
  return size === 1 ? readUint32(bytes, at + 8) * 2 ** 32 + readUint32(bytes, at + 12) : size;
}
