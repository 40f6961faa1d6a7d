import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { join } from '../functions/support/joining.ts';
import { findViolations } from '../support/accessibility.ts';
import { inventSerial } from '../support/company.ts';
import { createMember, signInAs } from '../support/members.ts';
import { addLegacyAccount } from '../support/old-system.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { TiersPage } from '../support/pages/tiers.ts';
import { addProduct } from '../support/products.ts';
import { locales, memberPages, openPages } from '../support/site-pages.ts';

/** Every page and its main states, in every language, in light and in dark. */
test.describe.configure({ timeout: 120_000 });

for (const locale of locales) {
  test(`pages for everybody in ${locale} have no accessibility violations`, async ({ page }) => {
    for (const path of [...openPages.map((at) => at(locale)), `/auth/confirm/?lang=${locale}`, '/no-such-page/']) {
      await page.goto(path, { waitUntil: 'networkidle' });
      expect(await findViolations(page), path).toEqual([]);
    }
  });

  test(`refused forms in ${locale} have no accessibility violations`, async ({ page }) => {
    for (const path of [paths.createAccount, paths.signIn, paths.resetPassword, paths.support].map((at) =>
      at(locale),
    )) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.getByRole('main').locator('button[type=submit]').click();
      await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
      expect(await findViolations(page), path).toEqual([]);
    }
  });

  test(`signed-in pages of a new company in ${locale} have no accessibility violations`, async ({ page }) => {
    await signInAs(page, await createMember({ locale }));
    await expectAllClean(
      page,
      memberPages.map((at) => at(locale)),
    );
  });

  test(`signed-in pages of an invited company in ${locale} have no accessibility violations`, async ({ page }) => {
    const member = await createMember({ locale, points: 2501 });
    const product = await addProduct(member);
    await addProduct(member, { serial: null });
    await addLegacyAccount({
      email: member.email,
      membershipNumber: `OLD-${inventSerial()}`,
      products: [{ modelCode: 'VL-85F12', serial: null }],
    });
    await signInAs(page, member);
    await expectAllClean(page, [...memberPages.map((at) => at(locale)), paths.product(locale, product)]);

    const form = new ProductFormPage(page, locale);
    await form.remove.click();
    await expect(form.confirmRemoval).toBeVisible();
    expect(await findViolations(page), 'the question before removing').toEqual([]);

    await form.openNew();
    await form.save.click();
    await expect(form.model).toHaveAttribute('aria-invalid', 'true');
    await form.model.fill('50 mm');
    await expect(page.getByRole('option').first()).toBeVisible();
    expect(await findViolations(page), 'the open list of models').toEqual([]);

    const tiers = new TiersPage(page, locale);
    await tiers.open();
    await tiers.businessSwitch.click();
    expect(await findViolations(page), 'the Business tier').toEqual([]);
  });

  test(`signed-in pages of a member in ${locale} have no accessibility violations`, async ({ page }) => {
    const member = await createMember({ locale, points: 600 });
    await join(member, { paymentMethod: 'bank_transfer', locale });
    await signInAs(page, member);
    await expectAllClean(
      page,
      [paths.products, paths.tiers, paths.membership, paths.invoices, paths.account].map((at) => at(locale)),
    );
  });
}

test('on a narrow screen nothing has to be scrolled sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const member = await createMember({ points: 600 });
  await addProduct(member);
  await signInAs(page, member);
  for (const path of [...openPages, ...memberPages].map((at) => at('fi'))) {
    await page.goto(path, { waitUntil: 'networkidle' });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
  await expect(new ProductsPage(page).heading).toBeHidden();
});

async function expectAllClean(page: Page, addresses: string[]): Promise<void> {
  for (const path of addresses) {
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(await findViolations(page), path).toEqual([]);
  }
}
