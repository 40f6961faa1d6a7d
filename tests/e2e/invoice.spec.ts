import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { formatDate, formatMoney } from '../../src/i18n/format.ts';
import { paths } from '../../src/lib/paths.ts';
import { join, saveCard } from '../functions/support/joining.ts';
import { findViolations } from '../support/accessibility.ts';
import { skipDays } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { createMember, endSessions, type Member, signInAs } from '../support/members.ts';
import { readInvoice } from '../support/money.ts';
import { InvoicePage } from '../support/pages/invoice.ts';
import { InvoicesPage } from '../support/pages/invoices.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { openSettled } from '../support/settle.ts';
import { locales } from '../support/site-pages.ts';
import { sql } from '../support/stack.ts';
import { createStripe } from '../support/stripe.ts';

/** The page of an invoice and what is told before joining. In the project "money": the payment service's clock is the same for all. */
test.describe.configure({ timeout: 180_000 });

async function createBilled(wishes: { locale?: 'fi' | 'en'; card?: boolean } = {}) {
  const member = await createMember({ points: 600, locale: wishes.locale ?? 'fi' });
  const { checkoutUrl } = await join(member, { paymentMethod: wishes.card ? 'card' : 'bank_transfer' });
  if (wishes.card) await saveCard(member, checkoutUrl);
  await skipDays(0.125);
  const invoice = await readInvoice(member.email, 'open');
  return { member, invoice, id: await readId(invoice.stripe_invoice_id) };
}

async function readId(stripeInvoice: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from public.invoices where stripe_invoice_id = ${stripeInvoice}`;
  if (!row) throw new Error('The invoice is gone');
  return row.id;
}

const waitForAccount = (member: Member) =>
  eventually(
    async () => {
      const [row] = await sql<
        { iban: string }[]
      >`select iban from public.bank_accounts where account_id = ${member.accountId}`;
      return row;
    },
    { within: 20_000 },
  );

const spaced = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ');

test('an invoice for a bank transfer says what to pay where by when, with a code to scan', async ({ page }) => {
  const { member, invoice } = await createBilled();
  const { iban } = await waitForAccount(member);
  await signInAs(page, member);
  await new InvoicesPage(page).open();
  await page.getByRole('link', { name: invoice.number, exact: true }).click();
  const view = new InvoicePage(page);
  await expect(view.heading(invoice.number)).toBeVisible();
  const amount = formatMoney(invoice.total_minor, 'EUR', 'fi');
  const date = formatDate(invoice.due_on, 'fi');
  await expect(view.sentence('papers.next.transfer_due', { amount, date })).toBeVisible();
  await expect(view.bankDetail('iban')).toHaveText(spaced(iban));
  await expect(view.bankDetail('reference')).toHaveText(invoice.number);
  await expect(view.code).toBeVisible();
  const download = page.waitForEvent('download');
  await view.eInvoice.click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toContain(`<cbc:ID>${invoice.number}</cbc:ID>`);
});

test('a member corrects the reference: the new invoice is shown, the old one was credited', async ({ page }) => {
  const { member, invoice, id } = await createBilled();
  await signInAs(page, member);
  const view = new InvoicePage(page);
  await view.open(id);
  await view.startCorrection.click();
  await expect(view.legalName).toBeFocused();
  await view.cancelCorrection.click();
  await expect(view.startCorrection).toBeFocused();
  await view.startCorrection.click();
  await view.sendCorrection.click();
  await expect(page.getByText(readWords('fi', 'errors')('errors.correction_unneeded'))).toBeVisible();
  await view.reference.fill('PO-7');
  await view.sendCorrection.click();
  await expect(view.sentence('papers.correct.done')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('PO-7')).toBeVisible();
  await page.getByRole('link', { name: view.text('papers.correct.see_old') }).click();
  await expect(view.sentence('papers.next.credited')).toBeVisible();
  await expect(page.getByText(`${invoice.number}-CN-01`, { exact: true })).toBeVisible();
  await expect(view.startCorrection).toBeHidden();
});

test('what was typed into a correction stays through a reload and a session that is over, until it is given up', async ({
  page,
}) => {
  const { member, id } = await createBilled();
  await signInAs(page, member);
  const view = new InvoicePage(page);
  await view.open(id);
  await view.startCorrection.click();
  await view.reference.fill('PO-7');
  await page.reload();
  await view.startCorrection.click();
  await expect(view.reference).toHaveValue('PO-7');
  await endSessions(member);
  await view.sendCorrection.click();
  const common = readWords('fi', 'common');
  await page
    .getByRole('main')
    .getByRole('link', { name: common('common.nav.sign_in') })
    .click();
  await new SignInPage(page).signIn(member.email, member.password);
  await view.startCorrection.click();
  await expect(view.reference).toHaveValue('PO-7');
  await page.getByRole('button', { name: common('common.form.cancel') }).click();
  await view.startCorrection.click();
  await expect(view.reference).toHaveValue('');
});

test('what has arrived by bank is not asked for again, neither by code nor by card', async ({ page }) => {
  const { member, invoice, id } = await createBilled({ card: true });
  await waitForAccount(member);
  await sql`update public.memberships set payment_method = 'bank_transfer' where account_id = ${member.accountId}`;
  await createStripe().testHelpers.customers.fundCashBalance(invoice.stripe_customer_id, {
    amount: 5000,
    currency: 'eur',
  });
  await eventually(async () => {
    const [money] = await sql`
      select from public.waiting_money where account_id = ${member.accountId} and amount_minor = 5000`;
    return money;
  });
  await signInAs(page, member);
  const view = new InvoicePage(page);
  await view.open(id);
  const missing = formatMoney(invoice.total_minor - 5000, 'EUR', 'fi');
  await expect(
    view.sentence('papers.next.part_received', { received: formatMoney(5000, 'EUR', 'fi'), missing }),
  ).toBeVisible();
  await expect(view.bankDetail('amount')).toHaveText(missing);
  await expect(view.code).toBeVisible();
  await expect(view.payNow).toBeHidden();
  await expect(page.getByRole('link', { name: view.text('papers.pay.page') })).toBeHidden();
});

test('a saved card pays an invoice before it is due', async ({ page }) => {
  const { member, invoice, id } = await createBilled({ card: true });
  await signInAs(page, member);
  const view = new InvoicePage(page);
  await view.open(id);
  const amount = formatMoney(invoice.total_minor, 'EUR', 'fi');
  const date = formatDate(invoice.due_on, 'fi');
  await expect(view.sentence('papers.next.charged_on', { amount, date, last4: '4242' })).toBeVisible();
  await view.payNow.click();
  await expect(view.sentence('papers.pay.paid')).toBeVisible({ timeout: 60_000 });
  await expect(view.payNow).toBeHidden();
});

test("another company's invoice is not found, and nothing of it is shown", async ({ page }) => {
  const [{ id, invoice }, stranger] = [await createBilled(), await createMember()];
  await signInAs(page, stranger);
  const view = new InvoicePage(page);
  await view.open(id);
  await expect(page.getByText(readWords('fi', 'errors')('errors.invoice_not_found'))).toBeVisible();
  await expect(page.getByText(invoice.number)).toBeHidden();
});

test('before joining the price is shown with the tax of the place, and honestly without when nobody can say', async ({
  page,
}) => {
  const member = await createMember({ points: 600 });
  await signInAs(page, member);
  await page.goto(paths.join('fi', 'silver'));
  await expect(page.getByText(formatMoney(12_425, 'EUR', 'fi'))).toBeVisible();
  const words = readWords('fi', 'join', 'papers');
  await page.getByRole('combobox', { name: words('join.billing.country') }).selectOption('DE');
  await page.getByRole('textbox', { name: words('join.billing.vat_id') }).fill('DE123456789');
  await expect(page.getByText(words('papers.sum.reverse_charge_text'))).toBeVisible();
  await page.route('**/functions/v1/invoicing', (route) => route.abort());
  await page.getByRole('textbox', { name: words('join.billing.vat_id') }).fill('');
  await expect(page.getByText(words('papers.quote.unknown'))).toBeVisible();
});

for (const locale of locales) {
  test(`the page of an invoice and its states in ${locale} have no accessibility violations`, async ({ page }) => {
    const { member, id } = await createBilled({ locale });
    await waitForAccount(member);
    await signInAs(page, member);
    await expectClean(page, paths.invoice(locale, id), 'open');
    const view = new InvoicePage(page, locale);
    await expect(view.code).toBeVisible();
    await view.startCorrection.click();
    await expect(view.reference).toBeVisible();
    expect(await findViolations(page), 'the form').toEqual([]);
    await view.reference.fill('PO-7');
    await view.sendCorrection.click();
    await expect(view.sentence('papers.correct.done')).toBeVisible({ timeout: 60_000 });
    await expectClean(page, page.url(), 'new');
    await expectClean(page, paths.invoice(locale, id), 'credited');
    await expectClean(page, paths.invoice(locale, member.accountId), 'not found');
    await page.setViewportSize({ width: 320, height: 640 });
    await openSettled(page, paths.invoice(locale, id));
    const sticksOut = await page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      const all = scrollWidth > clientWidth ? [...document.querySelectorAll('body *')] : [];
      const wide = all.filter((element) => element.getBoundingClientRect().right > clientWidth);
      return wide.map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`);
    });
    expect(sticksOut).toEqual([]);
  });
}

async function expectClean(page: Page, path: string, state: string): Promise<void> {
  await openSettled(page, path);
  expect(await findViolations(page), state).toEqual([]);
}
