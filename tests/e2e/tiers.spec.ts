import { expect, test } from '@playwright/test';
import { formatNumber } from '../../src/i18n/format.ts';
import { shippedTiers, type TierCode } from '../../supabase/functions/_shared/contracts/tiers.ts';
import { callFunction } from '../functions/support/call.ts';
import { joinForm } from '../functions/support/joining.ts';
import { changeRole, createMember, signInAs } from '../support/members.ts';
import { JoinPage } from '../support/pages/join.ts';
import { TiersPage } from '../support/pages/tiers.ts';
import { readWords } from '../support/pages/words.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'tiers', 'join');
const individual: readonly TierCode[] = ['silver', 'gold', 'platinum'];

const offers: { points: number; offered: readonly TierCode[] }[] = [
  { points: 499, offered: [] },
  { points: 500, offered: ['silver'] },
  { points: 1999, offered: ['silver', 'gold'] },
  { points: 2000, offered: individual },
  { points: 2500, offered: individual },
];

for (const { points, offered } of offers) {
  test(`with ${points} points one may choose ${offered.join(', ') || 'nothing yet'}, and sees what the rest needs`, async ({
    page,
  }) => {
    await signInAs(page, await createMember({ points }));
    const tiers = new TiersPage(page);
    await tiers.open();
    await expect(tiers.tiers).toHaveCount(shippedTiers.length);
    await expect(tiers.businessSwitch).toBeHidden();
    for (const { code, minimumPoints } of shippedTiers) {
      await expect(tiers.tier(code)).toBeEnabled({ enabled: offered.includes(code) });
      const missing = minimumPoints - points;
      if (missing > 0) await expect(tiers.missing(missing, formatNumber(missing, 'fi'))).toBeVisible();
    }
    await expect(tiers.continueButton).toBeVisible({ visible: offered.length > 0 });
  });
}

test('with 2501 points the switch chooses between Business and the other tiers', async ({ page }) => {
  await signInAs(page, await createMember({ points: 2501 }));
  const tiers = new TiersPage(page);
  await tiers.open();
  await expect(tiers.businessSwitch).not.toBeChecked();
  for (const code of individual) await expect(tiers.tier(code)).toBeEnabled();
  await expect(tiers.tier('business')).toBeHidden();

  await tiers.businessSwitch.click();
  await expect(tiers.businessSwitch).toBeChecked();
  await expect(tiers.tiers).toHaveCount(1);
  await expect(tiers.tier('business')).toBeChecked();

  await tiers.businessSwitch.click();
  await expect(tiers.tiers).toHaveCount(3);
  await expect(tiers.tiers.and(page.locator(':checked'))).toHaveCount(0);
  await tiers.continueButton.click();
  await expect(page.getByText(readWords('fi', 'common')('common.form.field_choice'))).toBeVisible();

  await tiers.businessSwitch.click();
  await tiers.continueButton.click();
  await expect(new JoinPage(page).summary).toContainText('Business');
});

test('on a phone the tiers are compared without scrolling sideways, each value beside the name of its tier', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signInAs(page, await createMember({ points: 600 }));
  await new TiersPage(page).open();
  await page
    .getByRole('main')
    .locator('summary', { hasText: words('tiers.compare.title') })
    .click();
  const table = page.getByRole('main').locator('table');
  await expect(table).toBeInViewport();
  expect(await table.evaluate(({ parentElement }) => (parentElement?.scrollWidth ?? 0) <= innerWidth)).toBe(true);
  const names = await table
    .locator('tbody tr')
    .first()
    .locator('td')
    .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
  expect(names).toEqual(shippedTiers.map(({ code }) => `"${readWords('fi', 'common')(`common.tier.${code}`)}"`));
});

test('a tier out of reach cannot be joined by its address', async ({ page }) => {
  await signInAs(page, await createMember({ points: 500 }));
  const join = new JoinPage(page);
  await join.open('gold');
  await expect(page.getByText(words('join.not_offered.title'))).toBeVisible();
  await expect(join.joinButton).toBeHidden();
});

test('a request forged for a tier the points do not allow is refused, and nothing is written', async () => {
  const member = await createMember({ points: 999 });
  for (const tier of ['gold', 'business', 'diamond']) {
    const answer = await callFunction('tiers', joinForm(member, { tier }), { token: member.token });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'tier_not_offered']);
  }
  expect(await sql`select from public.memberships where account_id = ${member.accountId}`).toHaveLength(0);
});

test('a request forged for another company is refused, and nothing is written', async () => {
  const [member, other] = await Promise.all([createMember({ points: 600 }), createMember({ points: 600 })]);
  const answer = await callFunction('tiers', joinForm(other), { token: member.token });
  expect([answer.status, answer.body.error.code]).toEqual([403, 'not_allowed']);
  expect(await sql`select from public.memberships where account_id = ${other.accountId}`).toHaveLength(0);
});

test('who keeps products only sees the tiers and is told who can join', async ({ page }) => {
  const member = await createMember({ points: 600 });
  await changeRole(member, 'products');
  await signInAs(page, member);
  const tiers = new TiersPage(page);
  await tiers.open();
  await expect(page.getByText(words('tiers.role.title'))).toBeVisible();
  await expect(tiers.continueButton).toBeHidden();
});
