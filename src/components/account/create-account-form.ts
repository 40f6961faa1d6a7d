import { createAccountRequest } from '../../../supabase/functions/_shared/contracts/create-account.ts';
import { fieldProblems } from '../../../supabase/functions/_shared/contracts/fields.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { writeProblem } from '../form/field-sentences.ts';
import { businessIdForm } from './business-id-forms.ts';

/** What the form holds, as typed. */
export interface CreateAccountValues extends Record<string, string | boolean> {
  companyName: string;
  businessId: string;
  country: string;
  contactName: string;
  email: string;
  legacyEmail: string;
  acceptsTerms: boolean;
}

/** The empty form; in Finnish the country is Finland until changed. */
export function emptyCreateAccountForm(locale: Locale): CreateAccountValues {
  return {
    companyName: '',
    businessId: '',
    country: locale === 'fi' ? 'FI' : '',
    contactName: '',
    email: '',
    legacyEmail: '',
    acceptsTerms: false,
  };
}

/** What is wrong with the form by the contract of `create-account`, field by field. */
export function checkCreateAccount(values: CreateAccountValues, locale: Locale): Record<string, string> {
  const body = { ...values, locale };
  const parsed = createAccountRequest.safeParse(body);
  return parsed.success ? {} : fieldProblems(parsed.error, body);
}

/** The sentence of each problem. `values` are needed for the example of the country's business id. */
export function writeCreateAccountProblems(
  text: Text,
  problems: Record<string, string>,
  values: CreateAccountValues,
): Record<string, string> {
  const write = (name: string, word: string): string => {
    if (name === 'acceptsTerms') return text('account.problem.terms');
    if (name === 'country') return text('account.problem.country');
    if (name === 'businessId' && word !== 'required') {
      return text('account.problem.business_id', { example: businessIdForm(values.country).example });
    }
    return writeProblem(text, word, name.toLowerCase().includes('email') ? 254 : 200);
  };
  return Object.fromEntries(Object.entries(problems).map(([name, word]) => [name, write(name, word)]));
}

/** The hint below the business id: its name in the chosen country and an example. */
export function writeBusinessIdHint(text: Text, country: string, locale: Locale): string {
  const { name, example } = businessIdForm(country);
  if (country === '' || (country === 'FI' && locale === 'fi'))
    return text('account.create.business_id_hint', { example });
  return text('account.create.business_id_hint_named', { name, example });
}
