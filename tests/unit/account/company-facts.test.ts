import { describe, expect, it } from 'vitest';
import {
  checkCompany,
  mayEditCompany,
  mayHandleMoney,
  writeAddressLines,
  writeCardBrand,
} from '../../../src/components/account/company-facts.ts';

describe('roles', () => {
  it('let only owners change the company', () => {
    expect((['owner', 'billing', 'products', 'viewer'] as const).filter(mayEditCompany)).toEqual(['owner']);
  });
  it('let owners and billing see the money', () => {
    expect((['owner', 'billing', 'products', 'viewer'] as const).filter(mayHandleMoney)).toEqual(['owner', 'billing']);
  });
});

it('leaves empty lines out of an address', () => {
  const billing = {
    legal_name: 'Kuvaamo Oy',
    address_line1: 'Kuvakatu 1',
    address_line2: null,
    postal_code: '00100',
    city: 'Helsinki',
    country: 'FI',
    vat_id: null,
    invoice_email: 'a@b.fi',
    reference: null,
    e_invoice_address: null,
    vat_id_state: null,
  };
  expect(writeAddressLines(billing)).toEqual(['Kuvakatu 1', '00100 Helsinki']);
});

it('writes brands of cards as people know them', () => {
  expect([writeCardBrand('visa'), writeCardBrand('amex')]).toEqual(['Visa', 'American Express']);
});

it('refuses names that are empty or too long', () => {
  expect(checkCompany({ company_name: ' ', contact_name: 'x'.repeat(201) })).toEqual({
    company_name: 'required',
    contact_name: 'too_long',
  });
});
