import { expect, type Page, test } from '@playwright/test';
import { inventCompany, inventSerial } from '../support/company.ts';
import { pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { findCode, findConfirmLink, waitForMail } from '../support/mailbox.ts';
import { addLegacyAccount } from '../support/old-system.ts';
import { ConfirmPage } from '../support/pages/confirm.ts';
import { CreateAccountPage } from '../support/pages/create-account.ts';
import { InvoicesPage } from '../support/pages/invoices.ts';
import { JoinPage } from '../support/pages/join.ts';
import { MembershipPage } from '../support/pages/membership.ts';
import { MigrationPage } from '../support/pages/migration.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { SetPasswordPage } from '../support/pages/set-password.ts';
import { SupportPage } from '../support/pages/support.ts';
import { TiersPage } from '../support/pages/tiers.ts';
import { readWords } from '../support/pages/words.ts';
import { readTree } from '../support/reading.ts';
import { waitForTransitions } from '../support/settle.ts';

const words = readWords('fi', 'common', 'mails');
const password = 'kesäyön valo 27';

/**
 * The whole journey with the keyboard alone, and each of its screens as a screen reader meets it (tests/e2e/snapshots). When a screen was
 * changed on purpose, `npm test -- e2e reading --update-snapshots` writes its text anew; read the difference before you commit it.
 */
test('a company becomes a member with the keyboard alone, and every screen reads well', async ({ page }) => {
  const company = inventCompany();
  const [serial, oldSerial, oldNumber] = [inventSerial(12), inventSerial(), `OLD-${inventSerial()}`];
  const own = {
    company: company.companyName,
    address: company.email,
    serial,
    'old serial': oldSerial,
    'old number': oldNumber,
  };
  await addLegacyAccount({
    email: company.legacyEmail,
    membershipNumber: oldNumber,
    products: [
      { modelCode: 'VL-50F12', serial: oldSerial, boughtOn: '2021-11-20', country: 'FI', dealer: 'Pohjolan Kamera' },
    ],
  });

  await test.step('S1 It opens an account', async () => {
    await page.goto('/fi/');
    await expectTree(page, own, 'landing');
    await pressOn(
      page,
      page
        .getByRole('main')
        .getByRole('link', { name: words('common.nav.create_account') })
        .first(),
      'Enter',
    );
    const form = new CreateAccountPage(page);
    await expect(form.submit).toBeEnabled();
    await expectTree(page, own, 'create-account');
    await typeInto(page, form.companyName, company.companyName);
    await typeInto(page, form.businessId, company.businessId);
    await typeInto(page, form.contactName, company.contactName);
    await typeInto(page, form.email, company.email);
    await typeInto(page, form.legacyEmail, company.legacyEmail);
    await pressOn(page, form.acceptsTerms, 'Space');
    await pressOn(page, form.submit, 'Enter');
    await expect(form.mailboxHeading).toBeVisible();
    await expectTree(page, own, 'create-account-mailbox');
  });

  await test.step('S1 It sets a password from the mail', async () => {
    await page.goto(findConfirmLink(await waitForMail(company.email, words('mails.confirm_account.subject'))));
    const confirm = new ConfirmPage(page);
    await expect(confirm.proceed).toBeEnabled();
    await expectTree(page, own, 'confirm');
    await pressOn(page, confirm.proceed, 'Enter');
    const form = new SetPasswordPage(page);
    await expect(form.password).toBeVisible();
    await expectTree(page, own, 'set-password');
    await typeInto(page, form.password, password);
    await typeInto(page, form.repeated, password);
    await page.keyboard.press('Enter');
    const products = new ProductsPage(page);
    await expect(products.register).toBeVisible();
    await expectTree(page, own, 'products-none');
  });

  await test.step('S2 It registers a product', async () => {
    await pressOn(page, new ProductsPage(page).register, 'Enter');
    const form = new ProductFormPage(page);
    await expect(form.save).toBeEnabled();
    await expectTree(page, own, 'register-product');
    await typeInto(page, form.model, 'r5');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await typeInto(page, form.serial, serial);
    await pressOn(page, form.save, 'Enter');
    const products = new ProductsPage(page);
    await expect(products.mark(products.item('Valokeila R5'), 'incomplete')).toBeVisible();
    await expect(products.news).toContainText('Valokeila R5');
    await expectTree(page, own, 'products-incomplete');
  });

  await test.step('S4 It completes the product', async () => {
    const products = new ProductsPage(page);
    const item = products.item('Valokeila R5');
    await pressOn(page, item.getByRole('link'), 'Enter');
    const form = new ProductFormPage(page);
    await expect(form.serial).toHaveValue(serial);
    await typeInto(page, form.date, '1.6.2023');
    await pressOn(page, form.dateIsEstimate, 'Space');
    await tabTo(page, form.country);
    await page.keyboard.type('Suomi');
    await typeInto(page, form.dealer, 'Kuvakulma Helsinki');
    await page.keyboard.press('Enter');
    await expect(products.mark(products.item('Valokeila R5'), 'complete')).toBeVisible();
    await expect(products.news).toContainText('Valokeila R5');
    await expectTree(page, own, 'products-complete');
  });

  await test.step('S3 It moves a product of its old account', async () => {
    await pressOn(page, new ProductsPage(page).migrate, 'Enter');
    const migration = new MigrationPage(page);
    await expect(migration.sendCode).toBeVisible();
    await expectTree(page, own, 'migrate-address');
    await pressOn(page, migration.sendCode, 'Enter');
    await expect(migration.code).toBeFocused();
    await expectTree(page, own, 'migrate-code');
    await page.keyboard.type(findCode(await waitForMail(company.legacyEmail, words('mails.migration_code.subject'))));
    await page.keyboard.press('Enter');
    await expect(migration.rows).toHaveCount(1);
    await expectTree(page, own, 'migrate-preview');
    await pressOn(page, migration.move, 'Enter');
    await expect(migration.undo).toBeVisible();
    await expectTree(page, own, 'migrate-done');
    await pressOn(page, migration.toList, 'Enter');
  });

  await test.step('S5 It is invited and S6 chooses a tier', async () => {
    await expect(new ProductsPage(page).items).toHaveCount(2);
    const invitation = page.getByRole('link', { name: words('common.invitation.action') });
    await expect(invitation).toBeVisible();
    await expectTree(page, own, 'products-invited');
    await pressOn(page, invitation, 'Enter');
    const tiers = new TiersPage(page);
    await expect(tiers.tier('silver')).toBeEnabled();
    await expectTree(page, own, 'tiers');
    await pressOn(page, tiers.tier('silver'), 'Space');
    await pressOn(page, tiers.continueButton, 'Enter');
  });

  await test.step('S7 It joins and S9 is a member', async () => {
    const form = new JoinPage(page);
    await expect(form.joinButton).toBeVisible();
    await expectTree(page, own, 'join');
    await typeInto(page, form.field('address_line1'), 'Linssikatu 5');
    await typeInto(page, form.field('postal_code'), '00100');
    await typeInto(page, form.field('city'), 'Helsinki');
    await tabTo(page, form.payment('card'));
    await page.keyboard.press('ArrowDown');
    await expect(form.payment('bank_transfer')).toBeChecked();
    await pressOn(page, form.joinButton, 'Enter');
    await expect(new MembershipPage(page).number).toHaveText(/^CPS-FI/);
    await expectTree(page, own, 'membership');
    await pressOn(page, page.getByRole('banner').getByRole('link', { name: words('common.nav.invoices') }), 'Enter');
    await expect(new InvoicesPage(page).emptyHeading).toBeVisible();
    await expectTree(page, own, 'invoices-none');
  });

  await test.step('S10 It asks for help', async () => {
    await pressOn(page, page.getByRole('banner').getByRole('link', { name: words('common.nav.support') }), 'Enter');
    const form = new SupportPage(page);
    await expect(form.email).toHaveValue(company.email);
    await expectTree(page, own, 'support');
    await tabTo(page, form.topic);
    await page.keyboard.type('Pisteet');
    await typeInto(page, form.message, 'Milloin pisteet näkyvät?');
    await pressOn(page, form.submit, 'Enter');
    await expect(form.sentHeading).toBeFocused();
    await expect(form.cases).toHaveCount(1);
    await expectTree(page, own, 'support-sent');
  });
});

async function expectTree(page: Page, own: Record<string, string>, name: string): Promise<void> {
  await expect(page.locator('astro-island[ssr]:not([client=visible])')).toHaveCount(0);
  await expect(page.getByText(words('common.state.loading'), { exact: true })).toHaveCount(0);
  await waitForTransitions(page);
  expect(await readTree(page, own)).toMatchSnapshot(`${name}.yml`);
}
