import { expect, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { expectClean } from '../support/accessibility.ts';
import { inventSerial } from '../support/company.ts';
import { findCode, waitForMail } from '../support/mailbox.ts';
import { createMember, signInAs } from '../support/members.ts';
import { addLegacyAccount } from '../support/old-system.ts';
import { ImportPage } from '../support/pages/import.ts';
import { MigrationPage } from '../support/pages/migration.ts';
import { PointsPage } from '../support/pages/points.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { makePdf } from '../support/sample-files.ts';
import { openSettled } from '../support/settle.ts';
import { locales } from '../support/site-pages.ts';

/** The states of the pages on which products come, change hands and bring points. */

for (const locale of locales) {
  test(`the steps of an import in ${locale} have no accessibility violations`, async ({ page }) => {
    const member = await createMember({ locale });
    const present = inventSerial();
    await addProduct(member, { serial: present });
    await signInAs(page, member);
    const work = new ImportPage(page, locale);
    await work.open();
    const rows = [
      `VL-50F12;${inventSerial()}`,
      `VL-50F12;${present}`,
      'VL-50F12;EI-NUMERO',
      `Laulava lautanen;${inventSerial()}`,
    ].map((row) => `${row};2024-05-31;FI;Kuvakulma`);
    await work.choose('laitteet.csv', ['Tuotekoodi;Sarjanumero;Ostopäivä;Ostomaa;Jälleenmyyjä', ...rows].join('\n'));
    await expect(page.getByLabel(/Laulava lautanen/)).toBeVisible();
    await expectClean(page, 'matching');
    await work.check.click();
    await expect(work.register).toBeVisible();
    await expectClean(page, 'looking');
    await work.register.click();
    await expect(work.result).toBeVisible();
    await expectClean(page, 'done');
  });

  test(`the lines of a series in ${locale} have no accessibility violations`, async ({ page }) => {
    const words = readWords(locale, 'series');
    const member = await createMember({ locale });
    const [present, disputed] = [inventSerial(), inventSerial()];
    await addProduct(member, { serial: present });
    await addProduct(await createMember(), { serial: disputed });
    await signInAs(page, member);
    await openSettled(page, paths.registerSeries(locale));
    await new ProductFormPage(page, locale).fill({
      model: { search: '50 mm', name: 'Valokeila 50 mm f/1.2' },
      dealer: 'Kuvakulma Helsinki',
    });
    const lines = page.getByRole('region', { name: words('series.serials.title') }).getByRole('listitem');
    for (const [index, serial] of [inventSerial(), present, 'VIRHE', disputed].entries()) {
      await lines.nth(index).getByRole('textbox').fill(serial);
      await lines.nth(index).getByRole('textbox').press('Enter');
    }
    await expect(lines.nth(1)).toContainText(words('series.fate.present'));
    await expect(lines.nth(2).locator('[aria-invalid=true]')).toBeVisible();
    await expectClean(page, 'what becomes of each line');
    await page.locator('main button[type=submit]').click();
    await expect(lines.nth(3)).toContainText(words('series.saved.disputed'));
    await expectClean(page, 'what became of each line');
  });

  test(`disputes, proofs and stolen products in ${locale} have no accessibility violations`, async ({ page }) => {
    const words = readWords(locale, 'claims', 'products');
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const member = await createMember({ locale });
    const serial = inventSerial();
    await addProduct(await createMember(), { serial });
    const [disputed, own] = [await addProduct(member, { serial }), await addProduct(member)];
    await signInAs(page, member);
    await openSettled(page, paths.proof(locale, disputed));
    await button(words('claims.proof.send')).click();
    await expect(page.getByText(words('claims.proof.missing'))).toBeVisible();
    await expectClean(page, 'no proof was chosen');
    const file = page.getByLabel(words('claims.proof.file'));
    await file.setInputFiles({ name: 'kuitti.pdf', mimeType: 'application/pdf', buffer: makePdf() });
    await button(words('claims.proof.send')).click();
    await expect(page.getByText(words('claims.proof.sent', { name: 'kuitti.pdf' }))).toBeVisible();
    await expectClean(page, 'a proof was sent');
    await openSettled(page, paths.product(locale, disputed));
    await expect(page.getByText(words('claims.care.claimant_title'))).toBeVisible();
    await expectClean(page, 'a disputed product');

    await openSettled(page, paths.product(locale, own));
    await button(words('claims.state.stolen.button')).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectClean(page, 'the question before a product is stolen');
    await button(words('claims.state.stolen.confirm')).click();
    await expect(page.getByText(words('products.item.stolen_text'))).toBeVisible();
    // What stands below the form is made when somebody comes near it.
    await openSettled(page, paths.product(locale, own));
    await expect(page.getByText(words('claims.care.stolen'))).toBeVisible();
    await expectClean(page, 'a stolen product');
    await openSettled(page, paths.products(locale));
    await expect(page.getByRole('img', { name: words('products.item.stolen') })).toBeVisible();
    await expectClean(page, 'the list with both');
  });

  test(`handing a product over in ${locale} has no accessibility violations`, async ({ page }) => {
    const words = readWords(locale, 'claims');
    const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
    const [seller, buyer] = await Promise.all([createMember({ locale }), createMember({ locale })]);
    await signInAs(page, seller);
    await openSettled(page, paths.releaseProduct(locale, await addProduct(seller)));
    await expectClean(page, 'before there is a link');
    await button(words('claims.release.make')).click();
    const link = page.getByRole('textbox', { name: words('claims.release.link') });
    await expect(link).toBeFocused();
    await expectClean(page, 'the link');
    const address = await link.inputValue();
    await openSettled(page, address);
    await expect(page.getByText(words('claims.accept.own'))).toBeVisible();
    await expectClean(page, 'the own link');

    await signInAs(page, buyer);
    await openSettled(page, address);
    await page.getByRole('textbox', { name: words('claims.accept.date') }).fill('99');
    await button(words('claims.accept.button')).click();
    await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
    await expectClean(page, 'the refused form of the buyer');
    await page.getByRole('textbox', { name: words('claims.accept.date') }).fill('');
    await button(words('claims.accept.button')).click();
    await expect(page.getByRole('heading', { name: words('claims.accept.done_title') })).toBeFocused();
    await expectClean(page, 'the product has come');
  });

  test(`the steps of a migration in ${locale} have no accessibility violations`, async ({ page }) => {
    const words = readWords(locale, 'migration');
    const legacyEmail = `vanha.${inventSerial()}@kuvaamo.example`;
    const products = [
      {
        modelCode: 'VL-85F12',
        serial: inventSerial(),
        boughtOn: '2022-05-04',
        country: 'FI',
        dealer: 'Pohjolan Kamera',
      },
    ];
    await addLegacyAccount({ email: legacyEmail, membershipNumber: `OLD-${inventSerial()}`, products });
    await signInAs(page, await createMember({ locale, legacyEmail }));
    const migration = new MigrationPage(page, locale);
    await openSettled(page, paths.migrateProducts(locale));
    await page.getByRole('button', { name: words('migration.address.other') }).click();
    await migration.oldNumber.fill('TUNTEMATON-1');
    await migration.sendNumberCode.click();
    await expect(page.getByText(words('migration.number.sent'))).toBeVisible();
    await expectClean(page, 'a code by the old number');

    await openSettled(page, paths.migrateProducts(locale));
    await migration.sendCode.click();
    await migration.code.fill('12');
    await migration.confirmCode.click();
    await expect(migration.code).toHaveAttribute('aria-invalid', 'true');
    await expectClean(page, 'a refused code');
    await migration.code.fill(findCode(await waitForMail(legacyEmail, /./)));
    await migration.confirmCode.click();
    await expect(migration.rows).toHaveCount(1);
    await expectClean(page, 'what would move');
    await migration.move.click();
    await expect(migration.doneHeading).toBeVisible();
    await expect(migration.undo).toBeVisible();
    await expectClean(page, 'what has moved');
    await migration.undo.click();
    await expect(migration.confirmUndo).toBeVisible();
    await expectClean(page, 'the question before a move is taken back');
    await migration.confirmUndo.click();
    await expect(migration.rows).toHaveCount(1);
    await expectClean(page, 'a move that was taken back');
  });

  test(`points on the way to a tier, and the tiers compared, in ${locale} have no accessibility violations`, async ({
    page,
  }) => {
    const words = readWords(locale, 'points', 'tiers');
    const member = await createMember({ locale, points: 300 });
    await addProduct(member);
    await addProduct(member, { model: 'VL-85F12', dealer: null });
    await signInAs(page, member);
    await openSettled(page, paths.points(locale));
    await expect(new PointsPage(page, locale).entries).toHaveCount(2);
    await expect(page.getByRole('region', { name: words('points.pending.title') })).toBeVisible();
    await expectClean(page, 'points on the way to a tier');
    await openSettled(page, paths.tiers(locale));
    await page
      .getByRole('main')
      .locator('summary', { hasText: words('tiers.compare.title') })
      .click();
    await expect(page.getByRole('table')).toBeVisible();
    await expectClean(page, 'the tiers compared');
  });
}
