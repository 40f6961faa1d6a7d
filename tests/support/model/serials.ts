import type { CatalogueModel } from './state.ts';

const ignored = /[\s\u00ad\u200b-\u200d\u2010-\u2015\u2043\u2060\u2212\ufeff-]/gu;

/** The form a serial is compared in (R5): upper case, no blanks or dashes, no leading zeros where the model says so; null when nothing is left. */
export function compareForm(serial: string, stripsLeadingZeros: boolean): string | null {
  const plain = serial.normalize('NFKC').replace(ignored, '').toUpperCase();
  return (stripsLeadingZeros ? plain.replace(/^0+/, '') : plain) || null;
}

/** The serial of this model in its compared form; null when it does not look like one. */
export function readSerial(serial: string, model: CatalogueModel): string | null {
  const form = compareForm(serial, model.stripsLeadingZeros);
  return form !== null && model.pattern.test(form) ? form : null;
}
