/** Bytes as text, one character each; fewer at the end of the file. */
export function readAscii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

/** A big-endian number of two bytes; NaN past the end. */
export function readUint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? Number.NaN) * 2 ** 8 + (bytes[at + 1] ?? Number.NaN);
}

/** A big-endian number of four bytes; NaN past the end. */
export function readUint32(bytes: Uint8Array, at: number): number {
  return readUint16(bytes, at) * 2 ** 16 + readUint16(bytes, at + 2);
}
