import { expect, test } from 'vitest';
import { generateParameters, readCommittedParameters } from '../../local/stripe/parameters/generate.ts';

test('the committed parameters are those of the installed SDK', () => {
  expect(readCommittedParameters()).toBe(generateParameters());
}, 60_000);
