import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { waitForTransitions } from './settle.ts';

/**
 * What axe finds wrong with the page as it is now: scheme, rule, place and what is wrong. Nothing when all is well. Light and dark differ in
 * nothing but colours, so in dark only those are looked at again. `covered`: an open menu hides parts of the targets below it, whose size then
 * says nothing.
 */
export async function findViolations(page: Page, state?: 'covered'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await waitForTransitions(page);
  // Further down the bar that stays on top covers parts of what is below it. A page that is still on its way there goes on otherwise.
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.waitForFunction(() => scrollY === 0);
  const light = await analyze(page, 'light', undefined, state !== 'covered');
  await page.emulateMedia({ colorScheme: 'dark' });
  await waitForTransitions(page);
  return [...light, ...(await analyze(page, 'dark', ['color-contrast']))];
}

/** Fails when axe finds anything wrong with the page as it is now. `what`: the state it is in, for the message. */
export async function expectClean(page: Page, what: string, state?: 'covered'): Promise<void> {
  expect(await findViolations(page, state), what).toEqual([]);
}

/** What axe finds wrong with the colours for people who ask for more contrast: seven to one, in light and dark. */
export async function findWeakContrast(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    await waitForTransitions(page);
    found.push(...(await analyze(page, colorScheme, ['color-contrast-enhanced'])));
  }
  await page.emulateMedia({ contrast: null });
  return found;
}

async function analyze(page: Page, scheme: string, rules?: string[], measuresTargets = true): Promise<string[]> {
  // The legacy mode leaves frames out, of which there are none, and is much faster.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // WCAG 2.2's target size is off by default.
  const chosen = rules ? axe.withRules(rules) : axe.options({ rules: { 'target-size': { enabled: measuresTargets } } });
  const { violations } = await chosen.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${scheme} ${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
