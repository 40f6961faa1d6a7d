import { describe, expect, it } from 'vitest';
import { businessIdForms } from '../../../src/components/account/business-id-forms.ts';
import {
  type CreateAccountValues,
  checkCreateAccount,
  emptyCreateAccountForm,
} from '../../../src/components/account/create-account-form.ts';
import { isBusinessId } from '../../../supabase/functions/_shared/contracts/business-id.ts';

const complete: CreateAccountValues = {
  companyName: 'Kuvaamo Oy',
  businessId: '1234567-1',
  country: 'FI',
  contactName: 'Aino Virta',
  email: 'aino@kuvaamo.example',
  legacyEmail: '',
  acceptsTerms: true,
};
const check = (changes: Record<string, string | boolean>) => checkCreateAccount({ ...complete, ...changes }, 'fi');

describe('the form of a new account', () => {
  it('is right when everything but the old address is given', () => expect(check({})).toEqual({}));
  it('takes script tags and emoji as plain text', () =>
    expect(check({ companyName: '<script>1</script> 📷' })).toEqual({}));
  it('names a business id with a wrong check digit', () =>
    expect(check({ businessId: '1234567-2' })).toEqual({ businessId: 'business_id' }));
  it('names a name that is too long', () =>
    expect(check({ companyName: 'x'.repeat(201) })).toEqual({ companyName: 'too_long' }));
  it('names an old address that is none', () =>
    expect(check({ legacyEmail: 'vanha' })).toEqual({ legacyEmail: 'email' }));
  it('names terms that are not accepted', () =>
    expect(check({ acceptsTerms: false })).toEqual({ acceptsTerms: 'required' }));
  it('names every empty field at once', () => {
    const problems = checkCreateAccount(emptyCreateAccountForm('en'), 'en');
    expect(Object.keys(problems).sort()).toEqual([
      'acceptsTerms',
      'businessId',
      'companyName',
      'contactName',
      'country',
      'email',
    ]);
  });
});

it.each(Object.entries(businessIdForms))('shows an example for %s that the form accepts', (country, { example }) => {
  expect(isBusinessId(country, example)).toBe(true);
});
