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
      const sample = resources[name] as Record<string, unknown>;
      const object = objects[name] as Record<string, unknown>;
      const differing = Object.keys(sample).filter((key) => {
        const [expected, given] = [sample[key], object[key]];
        if (expected === null || given === null || given === undefined) return false;
        return typeof expected !== typeof given || Array.isArray(expected) !== Array.isArray(given);
      });
      expect(differing).toEqual([]);
    },
  );
}
