import { expect, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { createMember, signInAs } from '../support/members.ts';
import { makeRelease } from '../support/release.ts';

/** Half past midnight in Finland, while it is still yesterday in UTC. */
test.use({ timezoneId: 'Europe/Helsinki' });

test('just after midnight the calendars offer the new day', async ({ page }) => {
  const member = await createMember();
  const token = await makeRelease(await createMember());
  await signInAs(page, member);
  const now = new Date();
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  await page.clock.setFixedTime(midnight - 90 * 60_000);
  for (const path of [paths.registerProduct('fi'), paths.registerSeries('fi'), paths.acceptProduct('fi', token)]) {
    await page.goto(path);
    await expect(page.locator('input[type=date]'), path).toHaveAttribute(
      'max',
      new Date(midnight).toISOString().slice(0, 10),
    );
  }
});
