import { readUint16 } from './bytes.ts';

const startOfScan = 0xda;

/**
 * Whether bytes are a JPEG: segment after segment up to the picture's data, among them a size that is not empty, and after the data the end
 * marker. Cameras may append something of their own behind it.
 */
export function isJpeg(bytes: Uint8Array): boolean {
  if (readUint16(bytes, 0) !== 0xffd8) return false;
  let hasSize = false;
  for (let at = 2; at < bytes.length; ) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return false;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = readUint16(bytes, at + 2);
    if (!(length >= 2)) return false;
    if (isFrame(marker)) hasSize = readUint16(bytes, at + 5) > 0 && readUint16(bytes, at + 7) > 0;
    at += 2 + length;
    if (marker === startOfScan) return hasSize && hasEndAfter(bytes, at);
  }
  return false;
}

/** Markers C0 to CF describe the picture, except three that carry tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function hasEndAfter(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.lastIndexOf(0xd9); at > from; at = bytes.lastIndexOf(0xd9, at - 1)) {
    if (bytes[at - 1] === 0xff) return true;
  }
  return false;
}
