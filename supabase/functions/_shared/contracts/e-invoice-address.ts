import { isBusinessId } from './business-id.ts';

/**
 * Schemes an e-invoice address may begin with: Peppol's list of electronic address schemes (EAS) for the countries we bill. `0216` is Finland's
 * OVT code, `0088` a GLN. The database has the same list (`private.is_e_invoice_address`); a test compares the two.
 */
export const eInvoiceSchemes: readonly string[] = (
  '0002 0007 0009 0037 0060 0088 0096 0106 0130 0142 0151 0183 0184 0188 0190 0191 0192 0193 0195 0196 0198 0199 0200 0201 0202 0204 0208 0209 ' +
  '0210 0211 0212 0213 0215 0216 0221 0225 0230 9901 9906 9907 9910 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 ' +
  '9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957'
).split(' ');

/**
 * An address as it is typed, in the one form we keep: scheme, colon, identifier. A Finnish OVT code may come without its scheme.
 * Example: '0037 1234567 1' → '0216:003712345671'
 */
export function tidyEInvoiceAddress(typed: string): string {
  const text = typed.replace(/\s/g, '');
  return /^0037\d{8}[A-Za-z0-9]{0,5}$/.test(text) ? `0216:${text.toUpperCase()}` : text;
}

/** Says whether tidy text can be an address for e-invoices: known scheme, sane identifier, right check digits where the scheme has them. */
export function isEInvoiceAddress(text: string): boolean {
  const [, scheme = '', identifier = ''] = /^(\d{4}):([A-Za-z0-9][A-Za-z0-9:._/-]{0,48}[A-Za-z0-9])$/.exec(text) ?? [];
  if (!eInvoiceSchemes.includes(scheme)) return false;
  return checks[scheme]?.(identifier) ?? true;
}

const checks: Readonly<Record<string, (identifier: string) => boolean>> = {
  '0007': (text) => /^\d{10}$/.test(text) && isLuhn(text),
  '0088': (text) => /^\d{13}$/.test(text) && weigh(text, [1, 3]) % 10 === 0,
  '0192': isNorwegian,
  '0208': (text) => /^\d{10}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8)),
  '0216': (text) =>
    /^0037\d{8}[A-Z0-9]{0,5}$/.test(text) && isBusinessId('FI', `${text.slice(4, 11)}-${text.slice(11, 12)}`),
};

/** Sum of the digits times the weights, which repeat. */
function weigh(digits: string, weights: readonly number[]): number {
  return [...digits].reduce((sum, digit, place) => sum + Number(digit) * (weights[place % weights.length] ?? 0), 0);
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, place) => {
    const value = Number(digit) * ((digits.length - place) % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === 0;
}

function isNorwegian(text: string): boolean {
  return /^\d{9}$/.test(text) && weigh(text, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}
