import { describe, expect, it } from 'vitest';
import { enabledLocales } from '../../src/i18n/locales.ts';
import { parseOwnPath, paths, switchLocale } from '../../src/lib/paths.ts';

describe('the address to go to after signing in', () => {
  it.each(['/fi/products/', '/fi/products/view/?id=1&from=mail', '/fi/faq/#disputed'])('may be %s', (path) => {
    expect(parseOwnPath(path)).toBe(path);
  });

  it.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(1)',
    'fi/products/',
  ])('is refused when it is %j', (value) => {
    expect(parseOwnPath(value)).toBeNull();
  });
});

describe('internal addresses', () => {
  it('end with a slash before any query or anchor', () => {
    for (const build of Object.values(paths)) expect(build('fi', 'x').replace(/[?#].*$/, '')).toMatch(/\/$/);
  });

  it('carry values from outside encoded', () => {
    expect(paths.product('fi', 'a&b')).toBe('/fi/products/view/?id=a%26b');
  });

  it('have a twin in every language, except those without a language', () => {
    for (const locale of enabledLocales) expect(switchLocale('/fi/products/', locale)).toBe(`/${locale}/products/`);
    expect(switchLocale('/auth/confirm/', 'en')).toBeNull();
    expect(switchLocale('/', 'en')).toBeNull();
  });
});
