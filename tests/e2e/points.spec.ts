import { expect, test } from '@playwright/test';
import { createMember, signInAs } from '../support/members.ts';
import { PointsPage } from '../support/pages/points.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';

const words = readWords('fi', 'points', 'products', 'tiers', 'common');

test('the points say where they come from, what is waiting, and what the next tier takes', async ({ page }) => {
  const member = await createMember({ points: 300 });
  await addProduct(member, { model: 'VK-R5', serial: `0520${String(Date.now()).slice(-8)}` });
  const unfinished = await addProduct(member, { model: 'VL-85F12', dealer: null });
  await signInAs(page, member);
  const points = new PointsPage(page);
  await points.open();

  await expect(points.entries).toHaveCount(2);
  await expect(points.entries.first()).toContainText('Valokeila R5');
  await expect(points.entries.first()).toContainText('+400');
  await expect(points.entries.first()).toContainText('700');
  await expect(points.categories).toHaveText([/Kamerarungot.*400 p/s, /Muut muutokset.*300 p/s]);
  await expect(points.picture).toHaveAccessibleName(/300 .*Gold/);

  const pending = page.getByRole('region', { name: words('points.pending.title') });
  await expect(pending.getByRole('listitem')).toHaveText([/Valokeila 85 mm f\/1\.2.*Jälleenmyyjä.*\+235 p/s]);
  await expect(pending.getByRole('link', { name: 'Valokeila 85 mm f/1.2' })).toHaveAttribute(
    'href',
    new RegExp(unfinished),
  );

  const gap = page.getByRole('region', { name: words('points.gap.title', { tier: 'Gold' }) });
  await expect(gap).toContainText(words('points.gap.lead', { count: 300, points: '300' }));
  await expect(gap.getByRole('listitem')).toHaveText([
    /^1 .* lisää, ja taso on Gold.*\+3\d\d p$/s,
    /^1 .* lisää, ja taso on Gold.*\+3\d\d p$/s,
    /^2 .* lisää, ja taso on Gold.*2 × .*\+3\d\d p$/s,
  ]);
});

test('who only has to complete what is registered hears so', async ({ page }) => {
  const member = await createMember({ points: 300 });
  await addProduct(member, { model: 'VL-85F12', dealer: null });
  await signInAs(page, member);
  await new PointsPage(page).open();
  await expect(page.getByText(words('points.gap.pending_enough', { tier: 'Silver' }))).toBeVisible();
});

test('above the highest tier nothing is missing and nothing is waiting', async ({ page }) => {
  const member = await createMember({ points: 2501 });
  await addProduct(member);
  await signInAs(page, member);
  const points = new PointsPage(page);
  await points.open();
  await expect(points.entries).toHaveCount(2);
  await expect(page.getByText(words('tiers.ladder.all')).first()).toBeVisible();
  await expect(page.getByText(words('points.pending.title'))).toBeHidden();
  await expect(page.getByRole('heading', { name: /Matkalla/ })).toBeHidden();
});
