import fc from 'fast-check';

/** Few serials in many spellings, so that companies meet over the same one. */
const serials = fc.constantFrom('12345', '777', '0042', '42', 'ab12', '000', 'X', 'too long to be one');
const spellings: ((serial: string) => string)[] = [
  (serial) => serial,
  (serial) => serial.toUpperCase(),
  (serial) => ` ${serial} `,
  (serial) => `${serial.slice(0, 1)}-${serial.slice(1)}`,
  (serial) => `0${serial}`,
  (serial) => serial.replaceAll('4', '４'),
  (serial) => `${serial}\u00a0`,
];
const spelledSerial = fc.tuple(serials, fc.constantFrom(...spellings)).map(([serial, spell]) => spell(serial));

const purchasedOn = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('2019-01-01', '2024-05-02') },
  { weight: 1, arbitrary: fc.constantFrom('1949-12-31', '2099-01-01') },
);
const gaps = { freq: 6, nil: null };

/** What a form holds: mostly complete, sometimes with a gap or a mistake. */
export const details = fc.record({
  serial: fc.option(spelledSerial, gaps),
  purchasedOn: fc.option(purchasedOn, gaps),
  country: fc.option(fc.constantFrom('FI', 'SE'), gaps),
  dealer: fc.option(fc.constant('Kuvakulma Helsinki'), gaps),
});

/** Some of the fields of a form, and perhaps another model. */
export const change = fc
  .record({
    details,
    fields: fc.subarray(['serial', 'purchasedOn', 'country', 'dealer'] as const),
    model: fc.option(fc.nat(3), { freq: 3 }),
  })
  .map(({ details: all, fields, model }) => ({
    details: Object.fromEntries(fields.map((field) => [field, all[field]])),
    model,
  }));

/** Any number: `pick` makes one of a list of it. */
export const anyNumber = fc.nat(1000);

/** Mostly somebody who may write. */
export const mayWrite = fc.oneof(
  { weight: 9, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);

/** What the old system may hold: models out of the catalogue, dates before photography, the same thing twice. */
export const oldProducts = fc.array(
  fc.record({
    id: fc.uuid({ version: 4 }),
    model: fc.nat(2),
    serial: fc.option(spelledSerial, gaps),
    purchasedOn: fc.option(fc.constantFrom('2019-01-01', '1900-01-01'), gaps),
    country: fc.option(fc.constant('FI'), gaps),
    dealer: fc.option(fc.constant('Kuvakulma Helsinki'), gaps),
  }),
  { maxLength: 4 },
);
