import type { MemberCountry } from '../../../supabase/functions/_shared/contracts/countries.ts';

/** What a company's number is called in its own country, and what it looks like. The numbers are invented. */
interface BusinessIdForm {
  name: string;
  example: string;
}

export const businessIdForms: Record<MemberCountry, BusinessIdForm> = {
  AT: { name: 'Firmenbuchnummer', example: 'FN 123456A' },
  BE: { name: 'KBO / BCE', example: '0123.456.789' },
  CH: { name: 'UID', example: 'CHE-123.456.789' },
  CZ: { name: 'IČO', example: '12345678' },
  DE: { name: 'Handelsregisternummer', example: 'HRB 123456' },
  DK: { name: 'CVR', example: '12345678' },
  ES: { name: 'NIF', example: 'B12345678' },
  FI: { name: 'Y-tunnus', example: '1234567-1' },
  FR: { name: 'SIREN', example: '123 456 789' },
  GB: { name: 'Company number', example: '12345678' },
  HU: { name: 'Cégjegyzékszám', example: '01-09-123456' },
  IE: { name: 'CRO number', example: '123456' },
  IT: { name: 'Partita IVA', example: '12345678901' },
  LU: { name: 'RCS', example: 'B123456' },
  NL: { name: 'KvK', example: '12345678' },
  NO: { name: 'Organisasjonsnummer', example: '123 456 789' },
  PL: { name: 'NIP', example: '1234567890' },
  PT: { name: 'NIPC', example: '123456789' },
  SE: { name: 'Organisationsnummer', example: '556123-4567' },
  SK: { name: 'IČO', example: '12345678' },
};

/** The form of a country's company numbers; Finland's until a country is chosen. */
export function businessIdForm(country: string): BusinessIdForm {
  return businessIdForms[country as MemberCountry] ?? businessIdForms.FI;
}
