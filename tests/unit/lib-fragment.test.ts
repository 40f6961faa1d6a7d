import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetFragment, readFragment } from '../../src/lib/fragment.ts';

/** A tab's storage, and an address to stand at. */
function openTab(path: string, hash = ''): void {
  vi.stubGlobal('location', { pathname: path, hash });
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

afterEach(() => vi.unstubAllGlobals());

it('is read from the address and kept over the way to another page', () => {
  openTab('/fi/products/accept/', '#abc');
  expect(readFragment()).toBe('abc');
  openTab('/fi/sign-in/');
  expect(readFragment()).toBe('');
  openTab('/fi/products/accept/');
  expect(readFragment()).toBe('abc');
});

it('gives way to a newer one and is forgotten when it is used up', () => {
  openTab('/fi/products/accept/', '#abc');
  readFragment();
  openTab('/fi/products/accept/', '#def');
  expect(readFragment()).toBe('def');
  forgetFragment();
  openTab('/fi/products/accept/');
  expect(readFragment()).toBe('');
});

it('works without storage as long as the page stays', () => {
  vi.stubGlobal('sessionStorage', {
    setItem: () => {
      throw new Error('switched off');
    },
  });
  openTab('/fi/products/accept/', '#abc');
  expect(readFragment()).toBe('abc');
});
