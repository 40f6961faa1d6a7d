import { randomBytes } from 'node:crypto';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Makes random letters and digits that are safe in addresses. */
export function makeToken(length: number): string {
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
}

/** Makes an id in Stripe's form, for example `cus_` and 14 letters. */
export function makeId(prefix: string, length = 14): string {
  return `${prefix}_${makeToken(length)}`;
}
