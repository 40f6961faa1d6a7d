import type { ProofType } from '../contracts/proof.ts';
import { isHeic } from './is-heic.ts';
import { isJpeg } from './is-jpeg.ts';
import { isPdf } from './is-pdf.ts';
import { isPng } from './is-png.ts';

const checks: [ProofType, (bytes: Uint8Array) => boolean][] = [
  ['application/pdf', isPdf],
  ['image/jpeg', isJpeg],
  ['image/png', isPng],
  ['image/heic', isHeic],
];

/** What a file is by its content; null when it is nothing we take, or not whole. Name and declared type are not asked. */
export function detectType(bytes: Uint8Array): ProofType | null {
  return checks.find(([, isOfType]) => isOfType(bytes))?.[0] ?? null;
}
