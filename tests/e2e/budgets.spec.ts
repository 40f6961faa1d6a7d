import { gzipSync } from 'node:zlib';
import { expect, type Page, type Response, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { createMember, signInAs } from '../support/members.ts';
import { addProduct } from '../support/products.ts';
import { openFirstScreen } from '../support/settle.ts';
import { locales, memberPages, openPages, readingPages } from '../support/site-pages.ts';
import { stackFromEnvironment } from '../support/stack.ts';

const kilobyte = 1024;

for (const locale of locales) {
  test(`pages to read in ${locale} load at most 1 KB of script`, async ({ page }) => {
    for (const path of readingPages.map((at) => at(locale))) {
      expect(await weighScripts(page, path), path).toBeLessThanOrEqual(kilobyte);
    }
  });

  test(`the sign-in in ${locale} loads at most 45 KB of script, compressed`, async ({ page }) => {
    expect(await weighScripts(page, paths.signIn(locale))).toBeLessThanOrEqual(45 * kilobyte);
  });

  test(`every other page for everybody in ${locale} loads at most 60 KB of script, compressed`, async ({ page }) => {
    const light = [...readingPages, paths.signIn].map((at) => at(locale));
    const others = openPages.map((at) => at(locale)).filter((path) => !light.includes(path));
    for (const path of [...others, `${paths.confirm()}?lang=${locale}`]) {
      expect(await weighScripts(page, path), path).toBeLessThanOrEqual(60 * kilobyte);
    }
  });

  test(`every signed-in page in ${locale} loads at most 60 KB of script, compressed, and asks nobody but site and API`, async ({
    page,
  }) => {
    const member = await createMember({ locale, points: 600 });
    const product = await addProduct(member);
    const origins = collectOrigins(page);
    await signInAs(page, member);
    const ofProduct = [paths.product, paths.releaseProduct, paths.proof].map((at) => at(locale, product));
    const own = [...memberPages, paths.setPassword, paths.invite].map((at) => at(locale));
    for (const path of [...own, ...ofProduct]) {
      expect(await weighScripts(page, path), path).toBeLessThanOrEqual(60 * kilobyte);
    }
    const { site, api } = stackFromEnvironment().addresses;
    expect([...origins].sort()).toEqual([new URL(site).origin, new URL(api).origin].sort());
  });
}

/** Opens a page until it is quiet and sums up its scripts, each compressed by itself; those inside the page count, too. */
async function weighScripts(page: Page, path: string): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  const collect = (response: Response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  };
  // Late answers to the page before are none of this one's.
  await page.goto('about:blank');
  page.on('response', collect);
  await openFirstScreen(page, path);
  page.off('response', collect);
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll('script:not([src]):not([type*=json])')].map(({ textContent }) => textContent ?? ''),
  );
  const all = [...(await Promise.all(bodies)), ...inline];
  return all.reduce((sum, body) => sum + gzipSync(body).length, 0);
}

function collectOrigins(page: Page): Set<string> {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  return origins;
}
