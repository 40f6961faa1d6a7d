import { expect, type Page } from '@playwright/test';
import { readWords } from './pages/words.ts';

const loading = ['fi', 'en'] as const;

/** Opens an address and waits until the page stands still: its islands run, what it asked for is there, nothing fades any more. */
export async function openSettled(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // Astro takes the attribute away when an island runs.
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
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
