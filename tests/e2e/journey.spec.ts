import { expect, test } from '@playwright/test';
import { formatDate } from '../../src/i18n/format.ts';
import { skipDays } from '../support/clock.ts';
import { inventCompany, inventSerial } from '../support/company.ts';
import { findCode, findConfirmLink, waitForMail } from '../support/mailbox.ts';
import { readInvoice } from '../support/money.ts';
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
import { SignInPage } from '../support/pages/sign-in.ts';
import { StripeCheckoutPage } from '../support/pages/stripe-checkout.ts';
import { TiersPage } from '../support/pages/tiers.ts';
import { readWords } from '../support/pages/words.ts';
import { payByTransfer } from '../support/transfer.ts';

/**
 * The guide, from "create account" to "member with a number and an invoice", as a company walks it: once paying by card and once by bank
 * transfer, in every language that is switched on. One after the other, because they share the payment service's clock.
 */
test.describe.configure({ mode: 'default' });

const password = 'kesäyön valo 27';

for (const locale of ['fi', 'en'] as const) {
  for (const method of ['card', 'bank_transfer'] as const) {
    test(`a company becomes a member, paying by ${method}, in ${locale}`, async ({ page }) => {
      const mails = readWords(locale, 'mails');
      const products = new ProductsPage(page, locale);
      const productForm = new ProductFormPage(page, locale);
      const company = inventCompany();
      await addLegacyAccount({
        email: company.legacyEmail,
        membershipNumber: `OLD-${inventSerial()}`,
        products: [
          {
            modelCode: 'VL-85F12',
            serial: inventSerial(),
            boughtOn: '2022-05-04',
            country: 'FI',
            dealer: 'Kuvakulma Helsinki',
          },
          {
            modelCode: 'VL-50F12',
            serial: inventSerial(),
            boughtOn: '2021-11-20',
            country: 'FI',
            dealer: 'Pohjolan Kamera',
          },
        ],
      });

      await test.step('S1 The company opens an account and sets a password from the mail', async () => {
        const createAccount = new CreateAccountPage(page, locale);
        await createAccount.open();
        await createAccount.fill(company);
        await createAccount.legacyEmail.fill(company.legacyEmail);
        await createAccount.submit.click();
        await expect(createAccount.mailboxHeading).toBeVisible();

        const mail = await waitForMail(company.email, mails('mails.confirm_account.subject'));
        expect(mail.from[0]?.address).toMatch(/^donotreply@/);
        expect(findCode(mail)).toMatch(/^\d{6}$/);
        await page.goto(findConfirmLink(mail));
        await new ConfirmPage(page, locale).proceed.click();
        await new SetPasswordPage(page, locale).save(password);
        await expect(products.heading).toBeVisible();
      });

      await test.step('S1 It signs out and in again', async () => {
        await page.getByRole('button', { name: readWords(locale, 'common')('common.nav.sign_out') }).click();
        const signIn = new SignInPage(page, locale);
        await signIn.signIn(company.email, password);
        await expect(products.heading).toBeVisible();
        await expect(products.points).toHaveText(/^0\b/);
      });

      await test.step('S2 It registers a product and leaves for later what it does not know', async () => {
        await products.register.click();
        await productForm.fill({ model: { search: 'r5', name: 'Valokeila R5' }, serial: inventSerial(12) });
        await productForm.save.click();
        const item = products.item('Valokeila R5');
        await expect(products.mark(item, 'incomplete')).toBeVisible();
        await expect(item).toContainText(readWords(locale, 'products')('products.item.pending', { points: '400' }));
        await expect(products.points).toHaveText(/^0\b/);
      });

      await test.step('S4 It completes the product with its best estimate and has the points', async () => {
        await products.view(products.item('Valokeila R5'));
        await productForm.fill({
          date: locale === 'fi' ? '1.6.2023' : '1/6/2023',
          country: 'FI',
          dealer: 'Kuvakulma Helsinki',
        });
        await productForm.dateIsEstimate.check();
        await productForm.save.click();
        await expect(products.mark(products.item('Valokeila R5'), 'complete')).toBeVisible();
        await expect(products.points).toHaveText(/^400\b/);
      });

      await test.step('S3 It proves its old address by a code and migrates its old products', async () => {
        await products.migrate.click();
        const migration = new MigrationPage(page, locale);
        await migration.sendCode.click();
        await migration.code.fill(
          findCode(await waitForMail(company.legacyEmail, mails('mails.migration_code.subject'))),
        );
        await migration.confirmCode.click();
        await expect(migration.rows).toHaveCount(2);
        await migration.move.click();
        await expect(migration.doneHeading).toBeVisible();
        await migration.toList.click();
        await expect(products.items).toHaveCount(3);
        await expect(products.points).toHaveText(/^835\b/);
      });

      await test.step('S5 With 500 points it is invited, by mail and in the portal', async () => {
        await waitForMail(company.email, mails('mails.invitation.subject'));
        const tiersLink = page.getByRole('link', { name: readWords(locale, 'common')('common.invitation.action') });
        await expect(tiersLink).toBeVisible();
        await tiersLink.click();
      });

      await test.step('S6 It sees the tiers its points allow and chooses Silver', async () => {
        const tiers = new TiersPage(page, locale);
        await expect(tiers.heading).toBeVisible();
        await expect(tiers.tier('silver')).toBeEnabled();
        await expect(tiers.tier('gold')).toBeDisabled();
        await expect(tiers.businessSwitch).toBeHidden();
        await tiers.choose('silver');
      });

      const membership = new MembershipPage(page, locale);
      await test.step('S7 It chooses how to pay and joins', async () => {
        const join = new JoinPage(page, locale);
        await expect(join.heading).toBeVisible();
        await join.payment(method).check();
        await expect(join.paymentNote(method)).toBeVisible();
        await join.join(method);
        if (method === 'card') await new StripeCheckoutPage(page, locale).saveCard();
      });

      await test.step('S9 It is a member at once, with a new number', async () => {
        await expect(membership.heading).toBeVisible();
        await expect(membership.number).toHaveText(/^CPS-FI\d{7}$/);
        await expect(membership.formerNumber).toHaveText(/^OLD-/);
        await expect(membership.nextStep(method === 'card' ? 'card_saved' : 'bank')).toBeVisible();
        const number = await membership.number.textContent();
        await waitForMail(company.email, mails('mails.membership_started.subject', { number: number ?? '' }));
      });

      const invoices = new InvoicesPage(page, locale);
      const invoice = await test.step('S7 The invoice comes within a few hours, by mail and under Laskut', async () => {
        await skipDays(0.125);
        const open = await readInvoice(company.email, 'open');
        await waitForMail(
          company.email,
          mails('mails.invoice_issued.subject', { number: open.number, dueOn: formatDate(open.due_on, locale) }),
        );
        await invoices.open();
        await expect(invoices.row(open.number)).toContainText(formatDate(open.due_on, locale));
        await expect(invoices.status(open.number, 'open')).toBeVisible();
        await expect(invoices.pageLink(open.number)).toHaveAttribute('href', /^http/);
        await expect(invoices.pdfLink(open.number)).toHaveAttribute('href', /^http/);
        return open;
      });

      if (method === 'card') {
        await test.step('S8 Nothing is charged before the due date, and the card on it', async () => {
          await expect(invoices.chargedOn(invoice.number, formatDate(invoice.due_on, locale))).toBeVisible();
          await skipDays(28);
          expect((await readInvoice(company.email, 'open')).amount_paid_minor).toBe(0);
          // Past nine in the morning of the due date, whatever the hour now.
          await skipDays(2.5);
        });
      } else {
        await test.step('S8 The company pays by bank transfer by the due date', async () => {
          await payByTransfer(invoice);
        });
      }

      await test.step('The invoice is paid, once', async () => {
        const paid = await readInvoice(company.email, 'paid');
        expect(paid.amount_paid_minor).toBe(paid.total_minor);
        await waitForMail(company.email, mails('mails.invoice_paid.subject', { number: invoice.number }));
        await invoices.open();
        await expect(invoices.rows).toHaveCount(1);
        await expect(invoices.status(invoice.number, 'paid')).toBeVisible();
      });
    });
  }
}
