/** 12425 → "124.25"; amounts of e-invoices have a point and two digits, whatever the language. */
export function writeAmount(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
