import { describe, expect, it } from 'vitest';
import { describeSerial } from '../../../src/components/products/serial-hint.ts';
import { readSerialRefusal } from '../../../src/components/products/serial-refusal.ts';
import { explainSerial } from '../../../src/components/products/serial-sentences.ts';
import { readSerialShape } from '../../../src/components/products/serial-shape.ts';
import { finnish, makeValues } from './product-factory.ts';

describe('the form of a serial', () => {
  it.each([
    ['^\\d{12}$', { kind: 'digits', count: 12 }],
    ['^\\d{6,10}$', { kind: 'range', least: 6, most: 10 }],
    ['^C8\\d{7}$', { kind: 'prefix', prefix: 'C8', count: 7 }],
    ['^L\\d{9}$', { kind: 'prefix', prefix: 'L', count: 9 }],
    ['^[A-Z]{2}\\d{6}$', { kind: 'letters', letters: 2, count: 6 }],
  ])('%s is understood', (pattern, shape) => {
    expect(readSerialShape(pattern)).toEqual(shape);
  });

  it.each(['^K\\d{6}[A-Z]$', '^M[A-Z]\\d{8}$', '^(a|b)$', '^C8\\d{6,7}$', '\\d{12}', ''])(
    '%s is left to the example',
    (pattern) => {
      expect(readSerialShape(pattern)).toBeNull();
    },
  );
});

describe('what the database says about a refused serial', () => {
  it('is read with its suggestion', () => {
    const details = JSON.stringify({
      problem: 'look_alike',
      suggestion: '0430',
      pattern: '^\\d{4}$',
      length: 4,
      place: 'label',
    });
    expect(readSerialRefusal({ details })).toEqual({
      problem: 'look_alike',
      suggestion: '0430',
      pattern: '^\\d{4}$',
    });
  });

  it.each([undefined, '', 'no json', '{}', '{"problem": "new", "suggestion": null, "pattern": ""}', 'null'])(
    'is nothing when it is %s',
    (details) => {
      expect(readSerialRefusal({ details })).toBeNull();
    },
  );
});

describe('the sentence about a refused serial', () => {
  const explain = (problem: 'look_alike' | 'zeros' | 'box_number' | 'form', pattern: string) =>
    explainSerial({ problem, suggestion: null, pattern }, 'fi', finnish);

  it('tells the number on the box from the serial and says how long a serial is', () => {
    expect(explain('box_number', '^\\d{12}$')).toBe(
      'Tämä on laatikkoon painettu numero, ei sarjanumero. Katso numero itse laitteesta. Tämän mallin sarjanumerossa on 12 numeroa.',
    );
  });

  it.each([
    ['look_alike', '^\\d{6,10}$', /0 ja O.*6–10 numeroa/],
    ['zeros', '^C8\\d{7}$', /nollat.*alussa on C8 ja sen perässä 7 numeroa/],
    ['form', '^[A-Z]{2}\\d{6}$', /^Tämän mallin sarjanumerossa on ensin kirjaimia \(2\) ja sitten 6 numeroa\.$/],
    ['form', '^K\\d{6}[A-Z]$', /^$/],
  ] as const)('fits %s of %s', (problem, pattern, sentence) => {
    expect(explain(problem, pattern)).toMatch(sentence);
  });
});

describe('the hint below the field', () => {
  const { model } = makeValues();

  it('asks for the model first', () => {
    expect(describeSerial(null, finnish)).toContain('Valitse ensin malli');
  });

  it('says where the label of the model is, with its example', () => {
    const choice = model && { ...model, serial_place: 'rear_panel' as const };
    expect(describeSerial(choice, finnish)).toBe('Laitteen takana, esimerkiksi 052031002290.');
  });

  it.each([
    ['body', 'pohjassa'],
    ['lens', 'Kiinnikkeen'],
    ['accessory', 'tarrassa'],
  ])('says where it usually is on a %s whose place is not known', (category, words) => {
    expect(describeSerial(model && { ...model, category }, finnish)).toContain(words);
  });
});
