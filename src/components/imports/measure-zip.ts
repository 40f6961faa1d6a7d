/** Signatures of the ZIP format: end of the list of files, entry of that list. */
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

/** Bytes all files of a ZIP archive have when they are unpacked, as its list of files says; null when it is no archive. */
export function measureZip(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) return null;
    total += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return total;
}

/** The record at the end, before a comment of up to 65,535 bytes. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at--) if (view.getUint32(at, true) === endSignature) return at;
  return null;
}
