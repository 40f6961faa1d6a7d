import { describe, expect, it } from 'vitest';
import { checkProduct, findRefusedField, readRefusedPart } from '../../../src/components/products/product-problems.ts';
import { describeProblem } from '../../../src/components/products/sentences.ts';
import { PortalError } from '../../../src/lib/errors.ts';
import { finnish, makeValues } from './product-factory.ts';

describe('checking the form', () => {
  it('passes a model alone', () => {
    const values = makeValues({ serial_number: '', purchased_on: '', purchase_country: '', dealer_name: '' });
    expect(checkProduct(values, 'fi')).toMatchObject({
      problems: null,
      form: { serial_number: null, purchased_on: null, purchase_country: null, dealer_name: null },
    });
  });

  it('demands a model', () => {
    expect(checkProduct(makeValues({ model: null }), 'fi').problems).toEqual({ model_id: 'required' });
  });

  it('names each field that is too long or no day', () => {
    const values = makeValues({ serial_number: '1'.repeat(61), dealer_name: 'x'.repeat(121), purchased_on: 'eilen' });
    expect(checkProduct(values, 'fi').problems).toEqual({
      serial_number: 'too_long',
      dealer_name: 'too_long',
      purchased_on: 'date',
    });
  });

  it('passes script tags and emoji as the text they are', () => {
    const dealer_name = '<script>alert(1)</script> 📷';
    expect(checkProduct(makeValues({ dealer_name }), 'fi').form?.dealer_name).toBe(dealer_name);
  });
});

describe('a refusal of the database', () => {
  it.each([
    ['model_not_found', 'model_id'],
    ['model_not_registrable', 'model_id'],
    ['serial_format', 'serial_number'],
    ['serial_in_own_account', 'serial_number'],
    ['purchase_date_in_future', 'purchased_on'],
    ['purchase_date_too_old', 'purchased_on'],
  ] as const)('%s is shown at %s', (code, field) => {
    expect(findRefusedField({ code })).toBe(field);
  });

  it.each(['connection_lost', 'session_expired', 'not_allowed', 'product_removed', 'unexpected'] as const)(
    '%s concerns the whole form',
    (code) => {
      expect(findRefusedField({ code })).toBeNull();
    },
  );

  it('about a serial no longer stands when the model or the serial is another', () => {
    const refused = readRefusedPart('serial_number', makeValues());
    expect(readRefusedPart('serial_number', makeValues())).toBe(refused);
    expect(readRefusedPart('serial_number', makeValues({ serial_number: '1' }))).not.toBe(refused);
    expect(readRefusedPart('serial_number', makeValues({ model: null }))).not.toBe(refused);
  });
});

describe('the sentence at a field', () => {
  it('shows the example of a refused serial', () => {
    const refusal = new PortalError('serial_format', { hint: '052031002290' });
    expect(describeProblem('serial_number', 'serial_format', refusal, finnish)).toContain('052031002290');
  });

  it('says how long a text may be and how a day is written', () => {
    expect(describeProblem('dealer_name', 'too_long', undefined, finnish)).toContain('120');
    expect(describeProblem('purchased_on', 'date', undefined, finnish)).toContain('pp.kk.vvvv');
  });

  it('asks for a choice when no model is chosen, and is silent when nothing is wrong', () => {
    expect(describeProblem('model_id', 'required', undefined, finnish)).toBe('Valitse malli hakutuloksista.');
    expect(describeProblem('model_id', undefined, undefined, finnish)).toBeUndefined();
  });
});
