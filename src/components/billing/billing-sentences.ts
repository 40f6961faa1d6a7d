import type { Text } from '../../i18n/message.ts';
import { type BillingErrors, type BillingFieldName, billingFieldNames } from './billing-form.ts';

/** Longest texts of the contract, for the sentence of 'too_long'. */
const longest: Record<BillingFieldName, number> = {
  legal_name: 200,
  address_line1: 200,
  address_line2: 200,
  postal_code: 12,
  city: 100,
  country: 2,
  vat_id: 15,
  invoice_email: 254,
  reference: 100,
};

/**
 * Turns words of the contract (or of the function, where names may begin with `billing.`) into sentences by field, in the order of the form.
 * Needs the slices `common.form` and `join.billing`.
 */
export function describeBillingProblems(problems: Record<string, string>, text: Text): BillingErrors {
  const errors: BillingErrors = {};
  for (const name of billingFieldNames) {
    const problem = problems[name] ?? problems[`billing.${name}`];
    if (problem) errors[name] = describeProblem(name, problem, text);
  }
  return errors;
}

function describeProblem(name: BillingFieldName, problem: string, text: Text): string {
  if (problem === 'required')
    return text(name === 'country' ? 'common.form.field_choice' : 'common.form.field_missing');
  if (problem === 'too_long') return text('common.form.field_too_long', { max: longest[name] });
  if (name === 'invoice_email') return text('common.form.field_email');
  if (name === 'vat_id') return text('join.billing.vat_id_wrong');
  return text(name === 'postal_code' ? 'join.billing.postal_code_wrong' : 'common.form.field_format');
}
