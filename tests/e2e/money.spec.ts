import { expect, test } from '@playwright/test';
import { createTexts } from '../../local/stripe/pages/texts.ts';
import { formatDate, formatMoney } from '../../src/i18n/format.ts';
import { join, saveCard } from '../functions/support/joining.ts';
import { skipDays } from '../support/clock.ts';
import { waitForMail } from '../support/mailbox.ts';
import { createMember, type Member, signInAs } from '../support/members.ts';
import { readInvoice } from '../support/money.ts';
import { InvoicePage } from '../support/pages/invoice.ts';
import { InvoicesPage } from '../support/pages/invoices.ts';
import { JoinPage } from '../support/pages/join.ts';
import { MembershipPage } from '../support/pages/membership.ts';
import { StripeCheckoutPage } from '../support/pages/stripe-checkout.ts';
import { readWords } from '../support/pages/words.ts';
import { createStripe } from '../support/stripe.ts';

/** What the journey does not meet on its way. In the project "money", because the payment service's clock is the same for all. */

const mails = readWords('fi', 'mails');
const membershipWords = readWords('fi', 'membership');

test('who leaves the page for the card is a member all the same, and saves the card later', async ({ page }) => {
  const member = await createMember({ points: 600 });
  await signInAs(page, member);
  const [form, membership, checkout] = [new JoinPage(page), new MembershipPage(page), new StripeCheckoutPage(page)];
  await form.open('silver');
  await form.join('card');
  await expect(checkout.saveButton).toBeVisible();
  await page.getByRole('link', { name: createTexts('fi')('back', { seller: '' }).trim() }).click();
  await expect(membership.number).toHaveText(/^CPS-FI\d{7}$/);
  await expect(membership.nextStep('card_cancelled')).toBeVisible();
  await membership.saveCardButton.click();
  await checkout.saveCard();
  await expect(membership.nextStep('card_saved')).toBeVisible();
  await expect(membership.payment).toContainText('4242');
});

test('a card that is declined on the due date is told by mail and on the invoice; another card pays it', async ({
  page,
}) => {
  const member = await createMember({ points: 600 });
  await joinWithCard(member, '4000000000000341');
  await skipDays(0.125);
  const invoice = await readInvoice(member.email, 'open');
  // Past the charge hour of the due date, whatever the hour now.
  await skipDays(30.6);
  const mail = await waitForMail(member.email, mails('mails.card_declined.subject', { number: invoice.number }));
  expect(mail.text).toMatch(/https?:\/\//);
  await signInAs(page, member);
  const [invoices, membership] = [new InvoicesPage(page), new MembershipPage(page)];
  await invoices.open();
  await expect(invoices.row(invoice.number)).toBeVisible();
  expect((await readInvoice(member.email, 'open')).amount_paid_minor).toBe(0);
  await membership.open();
  await page.getByRole('button', { name: readWords('fi', 'membership')('membership.next.change_card') }).click();
  await new StripeCheckoutPage(page).saveCard();
  await expect(membership.payment).toContainText('4242');
  // The next try comes three days after the first, at the charge hour.
  await skipDays(4);
  await readInvoice(member.email, 'paid');
  await invoices.open();
  await expect(invoices.status(invoice.number, 'paid')).toBeVisible();
});

test('a card whose bank asks for the member: on the due date mail and portal lead to the bank, and then it is paid', async ({
  page,
}) => {
  const member = await createMember({ points: 600 });
  await signInAs(page, member);
  const form = new JoinPage(page);
  await form.open('silver');
  await form.join('card');
  const checkout = new StripeCheckoutPage(page);
  await checkout.saveCard('4000 0025 0000 3155');
  await checkout.authenticateButton.click();
  const membership = new MembershipPage(page);
  await expect(membership.payment).toContainText('3155');
  await skipDays(0.125);
  const invoice = await readInvoice(member.email, 'open');
  // Past the charge hour of the due date, whatever the hour now.
  await skipDays(30.6);
  const subject = mails('mails.card_action_required.subject', { number: invoice.number });
  const mailed = (await waitForMail(member.email, subject)).text;
  const total = formatMoney(invoice.total_minor, 'EUR', 'fi');
  await membership.open();
  await expect(membership.nextStep('card_authenticate', { number: invoice.number, total })).toBeVisible();
  await expect(page.getByRole('link', { name: membershipWords('membership.next.confirm') })).toBeVisible();
  const invoices = new InvoicesPage(page);
  await invoices.open();
  await expect(invoices.waitsForBank(invoice.number)).toBeVisible();
  await page.getByRole('link', { name: invoice.number, exact: true }).click();
  const view = new InvoicePage(page);
  await expect(view.sentence('papers.next.card_authenticate', { amount: total, last4: '3155' })).toBeVisible();
  await expect(view.payNow).toBeHidden();
  const invoiceAddress = page.url();
  expect(mailed).toContain(await view.confirm.getAttribute('href'));
  await view.confirm.click();
  await checkout.pay('4000 0025 0000 3155');
  await checkout.authenticateButton.click();
  await readInvoice(member.email, 'paid');
  await page.goto(invoiceAddress);
  await expect(view.heading(invoice.number)).toBeVisible();
  await expect(view.confirm).toBeHidden();
  await invoices.open();
  await expect(invoices.status(invoice.number, 'paid')).toBeVisible();
  await expect(invoices.waitsForBank(invoice.number)).toBeHidden();
});

test('an invoice for a bank transfer names its due date and account, and is charged to no card', async ({ page }) => {
  const member = await createMember({ points: 600 });
  await join(member, { paymentMethod: 'bank_transfer' });
  await skipDays(0.125);
  const invoice = await readInvoice(member.email, 'open');
  await signInAs(page, member);
  const [invoices, membership] = [new InvoicesPage(page), new MembershipPage(page)];
  await membership.open();
  await expect(membership.nextStep('bank_due', { date: formatDate(invoice.due_on, 'fi') })).toBeVisible();
  await invoices.open();
  await expect(invoices.status(invoice.number, 'open')).toBeVisible();
  await expect(invoices.row(invoice.number)).not.toContainText(
    readWords('fi', 'invoices')('invoices.status.card_missing'),
  );
  const hostedPage = await invoices.pageLink(invoice.number).getAttribute('href');
  await page.goto(hostedPage ?? '');
  await expect(page.getByText('IBAN', { exact: true })).toBeVisible();
  const charges = await createStripe().charges.list({ customer: invoice.stripe_customer_id });
  expect(charges.data).toHaveLength(0);
});

test('mails come in the language of the account, whatever language the page is read in', async ({ page }) => {
  const english = readWords('en', 'mails');
  const member = await createMember({ points: 600, locale: 'en' });
  await signInAs(page, member);
  const form = new JoinPage(page, 'fi');
  await form.open('silver');
  await form.join('bank_transfer');
  const membership = new MembershipPage(page, 'fi');
  const number = (await membership.number.textContent()) ?? '';
  await waitForMail(member.email, english('mails.membership_started.subject', { number }));
  await skipDays(0.125);
  const invoice = await readInvoice(member.email, 'open');
  const dueOn = formatDate(invoice.due_on, 'en');
  await waitForMail(member.email, english('mails.invoice_issued.subject', { number: invoice.number, dueOn }));
});

async function joinWithCard(member: Member, card: string): Promise<void> {
  const { checkoutUrl } = await join(member);
  await saveCard(member, checkoutUrl, card);
}
