import { expect, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { join } from '../functions/support/joining.ts';
import { createMember, signInAs } from '../support/members.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { openSettled } from '../support/settle.ts';

/** The quiet marker of the guide's five steps. */
const words = readWords('fi', 'common');
const steps = ['products', 'points', 'invitation', 'tier', 'member'] as const;

test('every step of the journey has its name for a screen reader on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const member = await createMember();
  await addProduct(member);
  await signInAs(page, member);
  await openSettled(page, paths.products('fi'));
  const marker = page.getByRole('region', { name: words('common.journey.label') });
  for (const step of steps) {
    await expect(marker.getByText(words(`common.journey.${step}`, { points: '500' }))).toBeVisible();
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('the marker stands above points and joining until the company is a member', async ({ page }) => {
  const member = await createMember({ points: 600 });
  await signInAs(page, member);
  const marker = page.getByRole('region', { name: words('common.journey.label') });
  const current = marker.locator('[aria-current=step]');
  for (const path of [paths.points('fi'), paths.join('fi', 'silver')]) {
    await openSettled(page, path);
    await expect(current, path).toContainText(words('common.journey.tier'));
  }
  // Without a tier there is nothing to join yet.
  await openSettled(page, paths.join('fi'));
  await expect(marker).toBeHidden();
  await join(member, { paymentMethod: 'bank_transfer' });
  for (const path of [paths.points('fi'), paths.join('fi', 'silver')]) {
    await openSettled(page, path);
    await expect(marker, path).toBeHidden();
  }
});
