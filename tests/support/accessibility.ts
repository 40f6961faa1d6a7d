import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { waitForTransitions } from './settle.ts';

/**
 * What axe finds wrong with the page as it is now: scheme, rule, place and what is wrong. Nothing when all is well. Light and dark differ in
 * nothing but colours, so in dark only those are looked at again.
 */
export async function findViolations(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await waitForTransitions(page);
  const light = await analyze(page, 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await waitForTransitions(page);
  return [...light, ...(await analyze(page, 'dark', ['color-contrast']))];
}

async function analyze(page: Page, scheme: string, rules?: string[]): Promise<string[]> {
  // The legacy mode leaves frames out, of which there are none, and is much faster.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${scheme} ${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
