import { businessIdForm } from './business-id-forms.ts';

const separators = /[^\p{L}\p{N}]/gu;

/**
 * Sets the separators of a country's company number while somebody types: ('FI', '12345671') → '1234567-1'. Only between characters, so that each
 * can be deleted again; what has another shape stays as it is typed.
 */
export function formatBusinessId(country: string, typed: string): string {
  const { example } = businessIdForm(country);
  const plain = typed.replace(separators, '').toUpperCase();
  const shape = example.replace(separators, '');
  const fits = [...plain].every((character, index) => isDigit(character) === isDigit(shape[index] ?? ''));
  if (!fits || plain.length > shape.length) return typed;
  let written = '';
  let used = 0;
  for (const character of example) {
    if (used === plain.length) break;
    const isSeparator = character.replace(separators, '') === '';
    written += isSeparator ? character : plain[used++];
  }
  return /\s$/.test(typed) && !written.endsWith(' ') ? typed : written;
}

function isDigit(character: string): boolean {
  return /^\d$/.test(character);
}
