import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brand } from '../../src/brand.ts';
import { areas } from '../../src/i18n/areas.ts';
import { enabledLocales } from '../../src/i18n/locales.ts';
import { buildBrandCss } from '../../src/styles/brand-css.ts';
import { readMessages } from './i18n-files.ts';
import { listSourceFiles, readSource } from './source-files.ts';

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((first, second) => second - first);
  return (light + 0.05) / (dark + 0.05);
}

const { colours } = brand;

describe('the brand’s colours', () => {
  it.each([
    ['white on the primary button', '#ffffff', colours.primary],
    ['white on the primary button in the dark', '#ffffff', colours.primaryDark],
    ['a link on the page', colours.primary, colours.paper],
    ['a link on the dark page', colours.linkDark, colours.ink],
    ['white on the bar', '#ffffff', colours.ink],
    ['the beam on the bar', colours.beam, colours.ink],
  ])('%s can be read (4.5:1)', (_pair, text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('become custom properties', () => {
    expect(buildBrandCss(colours)).toContain(`--brand-primary-dark:${colours.primaryDark}`);
  });
});

describe('the brand’s names', () => {
  it('stand in no message, so that one file changes them', () => {
    const names = [brand.manufacturer, brand.support.name, brand.seller.name, brand.support.email];
    const naming = [...enabledLocales].flatMap((locale) =>
      areas.flatMap((area) =>
        Object.entries(readMessages(locale, area)).filter(([, message]) =>
          names.some((name) => message.includes(name)),
        ),
      ),
    );
    expect(naming).toEqual([]);
  });

  it('stand in no component or page', () => {
    const naming = listSourceFiles('src', ['.astro', '.svelte']).filter((path) =>
      readSource(path).includes(brand.manufacturer),
    );
    expect(naming).toEqual([]);
  });

  it('come with a logo that exists', () => {
    expect(readFileSync(new URL(`../../public${brand.logo}`, import.meta.url), 'utf8')).toContain('<svg');
  });
});
