import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { join } from '../functions/support/joining.ts';
import { findViolations, findWeakContrast } from '../support/accessibility.ts';
import { inventSerial } from '../support/company.ts';
import { createMember, signInAs } from '../support/members.ts';
import { addLegacyAccount } from '../support/old-system.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { TiersPage } from '../support/pages/tiers.ts';
import { addProduct } from '../support/products.ts';
import { openSettled } from '../support/settle.ts';
import { locales, memberPages, openPages } from '../support/site-pages.ts';

/** Every page and its main states, in every language, in light and in dark. */

for (const locale of locales) {
  test(`pages for everybody in ${locale} have no accessibility violations`, async ({ page }) => {
    await expectAllClean(page, [
      ...openPages.map((at) => at(locale)),
      `/auth/confirm/?lang=${locale}`,
      '/no-such-page/',
    ]);
  });

  test(`refused forms in ${locale} have no accessibility violations`, async ({ page }) => {
    const forms = [paths.createAccount, paths.signIn, paths.resetPassword, paths.support];
    for (const path of forms.map((at) => at(locale))) {
      await openSettled(page, path);
      await page.getByRole('main').locator('button[type=submit]').click();
      await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
      expect(await findViolations(page), path).toEqual([]);
    }
  });

  test(`signed-in pages of a new company in ${locale} have no accessibility violations`, async ({ page }) => {
    await signInAs(page, await createMember({ locale }));
    const products = [paths.products, paths.importProducts, paths.registerSeries, paths.migrateProducts];
    const pages = [...products, paths.points, paths.tiers, paths.membership, paths.invoices, paths.account];
    await expectAllClean(page, [...pages.map((at) => at(locale)), paths.join(locale)]);
  });

  test(`signed-in pages of an invited company in ${locale} have no accessibility violations`, async ({ page }) => {
    const member = await createMember({ locale, points: 2501 });
    const product = await addProduct(member);
    await addProduct(member, { serial: null });
    const products = [{ modelCode: 'VL-85F12', serial: null }];
    await addLegacyAccount({ email: member.email, membershipNumber: `OLD-${inventSerial()}`, products });
    await signInAs(page, member);
    const pages = [
      paths.products,
      paths.registerProduct,
      paths.migrateProducts,
      paths.points,
      paths.tiers,
      paths.support,
    ];
    await expectAllClean(page, [
      ...pages.map((at) => at(locale)),
      paths.join(locale, 'silver'),
      paths.product(locale, product),
    ]);
  });

  test(`the states of lists, dialogs and switches in ${locale} have no accessibility violations`, async ({ page }) => {
    const member = await createMember({ locale, points: 2501 });
    const product = await addProduct(member);
    await signInAs(page, member);
    const form = new ProductFormPage(page, locale);
    await openSettled(page, paths.product(locale, product));
    await form.askToRemove();
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
    await expect(tiers.tier('business')).toBeChecked();
    expect(await findViolations(page), 'the Business tier').toEqual([]);
  });

  test(`the states of the product list in ${locale} have no accessibility violations`, async ({ page }) => {
    const member = await createMember({ locale });
    await addProduct(member);
    await addProduct(member, { serial: null });
    await signInAs(page, member);
    const products = new ProductsPage(page, locale);
    await openSettled(page, paths.products(locale));
    await products.layout.click();
    expect(await findViolations(page, 'covered'), 'the choice of columns').toEqual([]);
    await page.keyboard.press('Escape');

    await products.pickAll.click();
    await expect(products.bulk).toBeVisible();
    expect(await findViolations(page, 'covered'), 'ticked products').toEqual([]);
    await products.editPicked({});
    await expect(products.bulkForm).toBeVisible();
    expect(await findViolations(page, 'covered'), 'the form for many products, refused').toEqual([]);
    await page.keyboard.press('Escape');
    await products.editPicked({ dealer: 'Pohjolan Kamera' });
    await expect(products.undo).toBeVisible();
    expect(await findViolations(page, 'covered'), 'many products changed').toEqual([]);

    await products.search.fill('nothing is called this');
    await expect(products.reset).toBeVisible();
    expect(await findViolations(page, 'covered'), 'nothing found').toEqual([]);
  });

  test(`pages that cannot reach the service in ${locale} have no accessibility violations`, async ({ page }) => {
    await signInAs(page, await createMember({ locale }));
    await page.route('**/rest/v1/**', (route) => route.abort());
    const pages = [paths.products, paths.points, paths.tiers, paths.membership, paths.invoices, paths.account];
    for (const path of pages.map((at) => at(locale))) {
      await page.goto(path);
      await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible();
      expect(await findViolations(page), path).toEqual([]);
    }
  });

  test(`signed-in pages of a member in ${locale} have no accessibility violations`, async ({ page }) => {
    const member = await createMember({ locale, points: 600 });
    await join(member, { paymentMethod: 'bank_transfer', locale });
    await signInAs(page, member);
    const pages = [paths.products, paths.points, paths.tiers, paths.membership, paths.invoices, paths.account];
    await expectAllClean(
      page,
      pages.map((at) => at(locale)),
    );
  });
}

test('who asks for more contrast has seven to one everywhere', async ({ page }) => {
  for (const path of openPages.map((at) => at('fi'))) {
    await openSettled(page, path);
    expect(await findWeakContrast(page), path).toEqual([]);
  }
  const member = await createMember({ points: 600 });
  await addProduct(member);
  await addProduct(member, { serial: null });
  await signInAs(page, member);
  for (const path of memberPages.map((at) => at('fi'))) {
    await openSettled(page, path);
    expect(await findWeakContrast(page), path).toEqual([]);
  }
});

test('on a screen 320 pixels wide nothing has to be scrolled sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScrolling(page, openPages);
  const member = await createMember({ points: 600 });
  await addProduct(member);
  await signInAs(page, member);
  await expectNoSidewaysScrolling(page, memberPages);
});

async function expectAllClean(page: Page, addresses: string[]): Promise<void> {
  for (const path of addresses) {
    await openSettled(page, path);
    expect(await findViolations(page), path).toEqual([]);
  }
}

async function expectNoSidewaysScrolling(page: Page, pages: typeof openPages): Promise<void> {
  for (const path of pages.map((at) => at('fi'))) {
    await openSettled(page, path);
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
}
