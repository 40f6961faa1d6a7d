import type { Page } from '@playwright/test';

/**
 * The page as a screen reader meets it: Playwright's tree of roles, names and states. What differs from run to run (the words given, dates,
 * numbers of memberships, invoices and cases) is replaced by its kind.
 */
export async function readTree(page: Page, own: Record<string, string>): Promise<string> {
  let tree = await page.locator('body').ariaSnapshot();
  for (const [kind, value] of Object.entries(own)) tree = tree.replaceAll(value, `‹${kind}›`);
  return `${tree
    .replaceAll(/CPS-[A-Z]{2}\d{7}/g, '‹membership number›')
    .replaceAll(/\bS-\d{6}/g, '‹case›')
    .replaceAll(/\b\d{1,2}\.\d{1,2}\.\d{4}/g, '‹date›')
    .replaceAll(/\d{1,2}\. \p{L}+kuuta( \d{4})?/gu, '‹date›')
    .replaceAll(/(\/url: ).*(token|id)=.*/g, '$1‹address›')
    // What is written inside a picture (the months of the year) is drawn, not read: its name stands for it.
    .replaceAll(/(img "[^"\n]*"): .*/g, '$1')}\n`;
}
