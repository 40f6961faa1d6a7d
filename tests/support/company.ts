import { randomUUID } from 'node:crypto';

/** What a company types into "Luo yritystili". */
export interface NewCompany {
  companyName: string;
  businessId: string;
  country: string;
  contactName: string;
  email: string;
  legacyEmail: string;
}

/** A company nobody else in this run is, with valid data; state only what matters. */
export function inventCompany(change: Partial<NewCompany> = {}): NewCompany {
  const name = `kuvaamo-${randomUUID().slice(0, 8)}`;
  return {
    companyName: `Kuvaamo ${name.slice(8)} Oy`,
    businessId: '1234567-1',
    country: 'FI',
    contactName: 'Aino Virta',
    email: `${name}@kuvaamo.example`,
    legacyEmail: `vanha-${name}@kuvaamo.example`,
    ...change,
  };
}

/** A serial of nine digits nobody else in this run uses; fits the models whose serials are plain numbers of 6 to 10 digits. */
export function inventSerial(digits = 9): string {
  const random = BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 15)}`);
  return `1${(random % 10n ** BigInt(digits - 1)).toString().padStart(digits - 1, '0')}`;
}
