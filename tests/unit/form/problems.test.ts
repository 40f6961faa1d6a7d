import { expect, it } from 'vitest';
import { keepUnsolved } from '../../../src/components/form/problems.ts';

it('a solved problem disappears, one that is still there stays', () => {
  expect(keepUnsolved({ name: 'required', email: 'email' }, { email: 'email' })).toEqual({ email: 'email' });
});

it('a problem that changed is shown as it is now', () => {
  expect(keepUnsolved({ email: 'required' }, { email: 'email' })).toEqual({ email: 'email' });
});

it('a new problem waits for the next try', () => {
  expect(keepUnsolved({ name: 'required' }, { city: 'required' })).toEqual({});
});
