import type { Text } from '../../i18n/message.ts';
import { writeProblem } from '../form/field-sentences.ts';
import type { Problems } from '../form/problems.ts';
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
  e_invoice_address: 200,
};

/**
 * Turns words of the contract (or of the function, where names may begin with `billing.`) into sentences by field, in the order of the form.
 * Needs the slices `common.form` and `join.billing`.
 */
export function describeBillingProblems(problems: Problems, text: Text): BillingErrors {
  const errors: BillingErrors = {};
  for (const name of billingFieldNames) {
    const problem = problems[name] ?? problems[`billing.${name}`];
    if (problem) errors[name] = describeProblem(name, problem, text);
  }
  return errors;
}

function describeProblem(name: BillingFieldName, problem: string, text: Text): string {
  if (name === 'country' && problem === 'required') return text('common.form.field_choice');
  const isWrongForm = problem !== 'required' && problem !== 'too_long';
  if (name === 'vat_id' && isWrongForm) return text('join.billing.vat_id_wrong');
  if (name === 'e_invoice_address' && isWrongForm) return text('join.billing.e_invoice_address_wrong');
  if (name === 'postal_code' && isWrongForm) return text('join.billing.postal_code_wrong');
  return writeProblem(text, problem, longest[name]);
}
