/** An address partly hidden, as the database writes it after sending: "aino@example.com" → "a•••@example.com". */
export function maskAddress(address: string): string {
  return address.replace(/^(.)[^@]*(@.*)$/, '$1•••$2');
}
