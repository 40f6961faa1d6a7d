import { expect, type Page, test } from '@playwright/test';
import { localeRow, locales } from '../../src/i18n/locales.ts';
import { paths, switchLocale } from '../../src/lib/paths.ts';
import { publicPages } from '../../src/lib/public-pages.ts';
import { createMember, signInAs } from '../support/members.ts';
import { readWords } from '../support/pages/words.ts';
import { readSentences } from '../support/sentences.ts';
import { openSettled } from '../support/settle.ts';
import { locales as enabled, memberPages, openPages } from '../support/site-pages.ts';

for (const { wishes, home } of [
  { wishes: 'en-US', home: '/en/' },
  { wishes: 'fi-FI', home: '/fi/' },
  { wishes: 'ja-JP', home: '/fi/' },
]) {
  test.describe(`a browser in ${wishes}`, () => {
    test.use({ locale: wishes });
    test(`is sent from / to ${home}`, async ({ page }) => {
      await page.goto('/');
      await expect(page).toHaveURL(home);
    });
  });
}

test.describe('the chosen language', () => {
  test.use({ locale: 'en-US' });
  test('keeps the page, and is remembered for /', async ({ page }) => {
    await page.goto('/en/faq/#points_missing');
    await chooseLanguage(page, 'en', 'fi');
    await expect(page).toHaveURL('/fi/faq/#points_missing');
    await page.goto('/');
    await expect(page).toHaveURL('/fi/');
  });
});

test('the language menu keeps page, query and session of a signed-in page', async ({ page }) => {
  await signInAs(page, await createMember({ points: 600 }));
  await page.goto('/fi/join/?tier=silver');
  await expect(page.getByRole('heading', { level: 1, name: readWords('fi', 'join')('join.title') })).toBeVisible();
  await chooseLanguage(page, 'fi', 'en');
  await expect(page).toHaveURL('/en/join/?tier=silver');
  await expect(page.getByRole('button', { name: readWords('en', 'join')('join.submit') })).toBeVisible();
});

for (const locale of enabled) {
  test(`public pages in ${locale} name their language, their twins and themselves`, async ({ page }) => {
    for (const path of publicPages.map((at) => at(locale))) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.locator('html')).toHaveAttribute('dir', localeRow(locale).dir);
      await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`^https?://[^/]+${path}$`));
      for (const twin of enabled) {
        const link = page.locator(`link[rel=alternate][hreflang=${twin}]`);
        await expect(link).toHaveAttribute('href', new RegExp(`^https?://[^/]+${switchLocale(path, twin)}$`));
      }
      const fallback = new RegExp(`${switchLocale(path, 'fi')}$`);
      await expect(page.locator('link[hreflang=x-default]')).toHaveAttribute('href', fallback);
      await expect(page.locator('link[rel=alternate][hreflang]')).toHaveCount(enabled.length + 1);
    }
  });

  test(`signed-in pages in ${locale} are described and speak one language`, async ({ page }) => {
    const member = await createMember({ locale });
    await signInAs(page, member);
    for (const path of memberPages.map((at) => at(locale))) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.getByRole('banner')).toContainText(member.companyName);
      await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /\S/);
      expect(findForeignSentences(await page.locator('body').innerText(), locale), path).toEqual([]);
    }
  });

  test(`pages for everybody in ${locale} speak one language`, async ({ page }) => {
    for (const path of openPages.map((at) => at(locale))) {
      await openSettled(page, path);
      expect(findForeignSentences(await page.locator('body').innerText(), locale), path).toEqual([]);
    }
  });
}

test('languages that are not switched on have no pages', async ({ page }) => {
  const off = locales.filter((row) => !row.enabled).map(({ code }) => code);
  for (const code of off) expect((await page.request.get(paths.home(code))).status(), code).toBe(404);
});

async function chooseLanguage(page: Page, from: 'fi' | 'en', to: 'fi' | 'en'): Promise<void> {
  const language = localeRow(from).endonym;
  await page.getByRole('button', { name: readWords(from, 'common')('common.language.button', { language }) }).click();
  await page.getByRole('link', { name: localeRow(to).endonym }).click();
}

/** Sentences of the other language that stand on a page: whole messages of at least three words that the page's own language does not have. */
function findForeignSentences(shown: string, locale: 'fi' | 'en'): string[] {
  const [own, foreign] = [readSentences(locale), readSentences(locale === 'fi' ? 'en' : 'fi')];
  if (![...own].some((sentence) => shown.includes(sentence)))
    return ['Nothing of its own language stands on the page.'];
  return [...foreign].filter((sentence) => !own.has(sentence) && shown.includes(sentence));
}
