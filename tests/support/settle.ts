import { expect, type Page } from '@playwright/test';
import { readWords } from './pages/words.ts';

const loading = ['fi', 'en'] as const;

/** Opens an address and waits until the whole page stands still: its islands run, what it asked for is there, nothing fades any more. */
export async function openSettled(page: Page, path: string): Promise<void> {
  await openFirstScreen(page, path);
  // An island further down runs when somebody comes there.
  const below = page.locator('astro-island[ssr]');
  while ((await below.count()) > 0) {
    const island = below.first();
    const uid = await island.getAttribute('uid');
    await island.evaluate((element) => element.firstElementChild?.scrollIntoView());
    await expect(page.locator(`astro-island[ssr][uid="${uid}"]`)).toHaveCount(0);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await waitForTransitions(page);
}

/** Opens an address and waits until what is seen without scrolling stands still. */
export async function openFirstScreen(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // Astro takes the attribute away when an island runs.
  await expect(page.locator('astro-island[ssr]:not([client=visible])')).toHaveCount(0);
  for (const locale of loading) {
    await expect(page.getByText(readWords(locale, 'common')('common.state.loading'), { exact: true })).toHaveCount(0);
  }
  await waitForTransitions(page);
}

/** Waits until no colour or size is on its way to another one; what turns for ever (a spinner) is not waited for. */
export async function waitForTransitions(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().filter((one) => one instanceof CSSTransition).length))
    .toBe(0);
}
