import { type ProofType, proofTypes } from '../contracts/proof.ts';

const longest = 100;

/** The name a file is kept under: what the person called it, without path and control characters, with the ending of what it is. */
export function tidyFileName(name: string, type: ProofType): string {
  const ending = proofTypes[type];
  const own = (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"]/gu, '')
    .replace(/\.[^.]{1,5}$/, '')
    .trim();
  // By characters and not by halves of one.
  return `${Array.from(own || 'proof')
    .slice(0, longest)
    .join('')}.${ending}`;
}
