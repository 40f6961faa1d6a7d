import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { collectObjects } from './support/collect-objects.ts';
import { readObjectTypes } from './support/object-types.ts';

const samples =
  process.env.STRIPE_SAMPLES ?? fileURLToPath(new URL('../../../shared/stripe-fixtures3.json', import.meta.url));
const { objects, types } = { objects: await collectObjects(), types: readObjectTypes() };

test.each(Object.keys(objects))('%s has every required key of the official type and no other', (name) => {
  const known = types[name] ?? [];
  const keys = Object.keys(objects[name] ?? {});
  expect(keys.filter((key) => !known.some((entry) => entry.name === key))).toEqual([]);
  expect(known.filter((entry) => entry.isRequired && !keys.includes(entry.name))).toEqual([]);
});

// Stripe's official sample objects are not part of the project; where nobody has put them, this comparison does not apply.
if (existsSync(samples)) {
  const { resources } = JSON.parse(readFileSync(samples, 'utf8')) as { resources: Record<string, object> };
  test.each(Object.keys(objects).filter((name) => name in resources))(
    '%s has the value kinds of the official sample',
    (name) => {
      expect(findDiffering(resources[name], objects[name], name)).toEqual([]);
    },
  );
  test('every object the double makes has an official sample, but for those Stripe publishes none of', () => {
    expect(Object.keys(objects).filter((name) => !(name in resources))).toEqual([]);
  });
}

/** Places at which both have a value and the values are of different kinds, at any depth. Maps with free keys (metadata) are alike. */
function findDiffering(sample: unknown, object: unknown, place: string): string[] {
  if (sample === null || object === null || object === undefined) return [];
  if (typeof sample !== typeof object || Array.isArray(sample) !== Array.isArray(object)) return [place];
  if (Array.isArray(sample)) return findDiffering(sample[0] ?? null, (object as unknown[])[0], `${place}[0]`);
  if (typeof sample !== 'object' || place.endsWith('metadata')) return [];
  return Object.entries(sample).flatMap(([key, value]) =>
    findDiffering(value, (object as Record<string, unknown>)[key], `${place}.${key}`),
  );
}
