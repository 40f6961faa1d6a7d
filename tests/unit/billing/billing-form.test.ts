import { describe, expect, it } from 'vitest';
import { checkBilling, fillBillingForm, suggestBilling } from '../../../src/components/billing/billing-form.ts';
import { describeBillingProblems } from '../../../src/components/billing/billing-sentences.ts';
import { readWords } from '../../support/pages/words.ts';

const text = readWords('fi', 'join', 'common');

function createForm(changes: Record<string, string> = {}) {
  return fillBillingForm({
    legal_name: 'Kuvaamo Oy',
    address_line1: 'Linssikatu 5',
    postal_code: '00100',
    city: 'Helsinki',
    country: 'FI',
    invoice_email: 'laskut@kuvaamo.example',
    ...changes,
  });
}

describe('billing details', () => {
  it('are suggested from the company, with the VAT number of a Finnish business id', () => {
    const company = { company_name: 'Kuvaamo Oy', business_id: '1234567-1', country: 'FI', email: 'a@kuvaamo.example' };
    expect(suggestBilling(company)).toMatchObject({ legal_name: 'Kuvaamo Oy', vat_id: 'FI12345671', city: '' });
  });

  it('suggest no VAT number where it does not follow from the business id', () => {
    const company = { company_name: 'Studio AB', business_id: '556036-0793', country: 'SE', email: 'a@studio.example' };
    expect(suggestBilling(company).vat_id).toBe('');
  });

  it('take only texts from a draft', () => {
    const form = fillBillingForm({ city: 7, legal_name: null, postal_code: '20100' }, createForm());
    expect(form).toMatchObject({ city: 'Helsinki', legal_name: 'Kuvaamo Oy', postal_code: '20100' });
  });

  it('take a Belgian VAT number without its first 0 as well', () => {
    expect(checkBilling(createForm({ vat_id: 'BE 123.456.789' })).details).toMatchObject({ vat_id: 'BE0123456789' });
  });

  it('are tidied when they are right', () => {
    const { details } = checkBilling(createForm({ vat_id: 'fi 1234567-1', reference: '  ' }));
    expect(details).toMatchObject({ vat_id: 'FI12345671', reference: null, address_line2: null });
  });

  it('keep script tags and emoji as plain text', () => {
    expect(checkBilling(createForm({ legal_name: '<script>alert(1)</script> 📷' })).problems).toBeNull();
  });

  it.each([
    [{ city: ' ' }, { city: 'Tämä kohta puuttuu vielä.' }],
    [{ legal_name: 'x'.repeat(201) }, { legal_name: 'Käytä enintään 200 merkkiä.' }],
    [{ invoice_email: 'laskut' }, { invoice_email: 'Tarkista sähköpostiosoite, esimerkiksi nimi@yritys.fi.' }],
    [{ country: '' }, { country: 'Valitse yksi vaihtoehto.' }],
  ])('say what is wrong: %o', (changes, expected) => {
    const { problems } = checkBilling(createForm(changes));
    expect(describeBillingProblems(problems ?? {}, text)).toEqual(expected);
  });

  it('say how a VAT number and a postal code look', () => {
    const { problems } = checkBilling(createForm({ vat_id: '123', postal_code: '00#00' }));
    const errors = describeBillingProblems(problems ?? {}, text);
    expect(errors.vat_id).toContain('FI12345671');
    expect(errors.postal_code).toContain('postinumero');
  });

  it('understand the names of the function that joins', () => {
    expect(describeBillingProblems({ 'billing.city': 'required' }, text)).toEqual({
      city: 'Tämä kohta puuttuu vielä.',
    });
  });
});
