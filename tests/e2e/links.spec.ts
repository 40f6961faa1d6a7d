import { expect, type Page, test } from '@playwright/test';
import { accountForm } from '../functions/support/companies.ts';
import { inventCompany } from '../support/company.ts';
import { letLinksExpire, receiveFirstMail, receiveResetMail } from '../support/links.ts';
import { findConfirmLink, readMails, waitForMail } from '../support/mailbox.ts';
import { createMember, signInAs } from '../support/members.ts';
import { ConfirmPage } from '../support/pages/confirm.ts';
import { CreateAccountPage } from '../support/pages/create-account.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { ResetPasswordPage } from '../support/pages/reset-password.ts';
import { SetPasswordPage } from '../support/pages/set-password.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'account', 'mails', 'errors');
const newPassword = 'syksyn ensilumi 3';

test('opening a link, also by a mail scanner, uses nothing up; the button does', async ({ page }) => {
  const { email, link } = await receiveFirstMail();
  const confirm = new ConfirmPage(page);
  for (const method of ['GET', 'HEAD']) expect((await page.request.fetch(link, { method })).ok()).toBe(true);
  for (const time of ['first', 'second']) {
    await page.goto('/robots.txt');
    await page.goto(link);
    await expect(confirm.proceed, `opened the ${time} time`).toBeVisible();
  }
  expect(await sql`select from public.accounts where email = ${email}`).toHaveLength(0);
  await confirm.proceed.click();
  await expect(new SetPasswordPage(page).submit).toBeVisible();
  expect(await sql`select from public.accounts where email = ${email}`).toHaveLength(1);
});

test.describe('a link that no longer works says so and offers a new one, which works', () => {
  test('a used link of the first mail', async ({ page, browser }) => {
    const { email, link } = await receiveFirstMail();
    await confirmElsewhere(await (await browser.newContext()).newPage(), link);
    await expectNewLinkToWork(page, link, email, words('mails.reset_password.subject'));
  });

  test('an expired link of the first mail', async ({ page }) => {
    const { email, link } = await receiveFirstMail();
    await letLinksExpire(email);
    await expectNewLinkToWork(page, link, email, words('mails.confirm_account.subject'));
  });

  test('a wrong link', async ({ page }) => {
    const { email, link } = await receiveFirstMail();
    const wrong = link.replace(/token_hash=[^&]{12}/, 'token_hash=000000000000');
    await expectNewLinkToWork(page, wrong, email, words('mails.confirm_account.subject'));
  });

  test('a used link of a reset', async ({ page, browser }) => {
    const { email } = await createMember();
    const { link } = await receiveResetMail(email);
    await confirmElsewhere(await (await browser.newContext()).newPage(), link);
    await expectNewLinkToWork(page, link, email, words('mails.reset_password.subject'));
  });

  test('an expired link of a reset', async ({ page }) => {
    const { email } = await createMember();
    const { link } = await receiveResetMail(email);
    await letLinksExpire(email);
    await expectNewLinkToWork(page, link, email, words('mails.reset_password.subject'));
  });

  test('a link of an older mail', async ({ page }) => {
    const { email } = await createMember();
    const older = await receiveResetMail(email);
    await receiveResetMail(email);
    await expectNewLinkToWork(page, older.link, email, words('mails.reset_password.subject'));
  });

  test('a link cut on its way', async ({ page }) => {
    await page.goto('/auth/confirm/#token_hash=abc&lang=fi');
    await expect(new ConfirmPage(page).usedHeading).toBeVisible();
  });
});

test('a forgotten password is set by the code of the mail as well', async ({ page }) => {
  const { email } = await createMember();
  const { link, code } = await receiveResetMail(email);
  const confirm = new ConfirmPage(page);
  await page.goto(link);
  await confirm.useCode.click();
  await confirm.email.fill(email);
  await confirm.code.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await confirm.proceed.click();
  await new SetPasswordPage(page).save(newPassword);
  await expect(new ProductsPage(page).heading).toBeVisible();
});

test('a wrong code says so, keeps the address and offers a new mail', async ({ page }) => {
  const { email, code } = await receiveFirstMail();
  const confirm = new ConfirmPage(page);
  await confirm.open();
  await confirm.email.fill(email);
  await confirm.code.fill(code === '123456' ? '654321' : '123456');
  await confirm.proceed.click();
  await expect(confirm.problems).toContainText(words('account.confirm.code_wrong'));
  await expect(confirm.email).toHaveValue(email);
  await page.getByRole('button', { name: words('account.confirm.again_title') }).click();
  await expect(confirm.sendNewLink).toBeVisible();
  expect(await sql`select from public.accounts where email = ${email}`).toHaveLength(0);
});

test('a changed password is told by mail, ends the sessions elsewhere, and is the one that counts', async ({
  page,
  browser,
}) => {
  const member = await createMember();
  const other = await (await browser.newContext()).newPage();
  await signInAs(other, member);
  const elsewhere = new ProductsPage(other);
  await elsewhere.open();
  await expect(elsewhere.heading).toBeVisible();

  const reset = new ResetPasswordPage(page);
  await reset.open();
  await reset.email.fill(member.email);
  await reset.submit.click();
  await expect(reset.mailboxHeading).toBeVisible();
  await page.goto(findConfirmLink(await waitForMail(member.email, words('mails.reset_password.subject'))));
  await new ConfirmPage(page).proceed.click();
  await new SetPasswordPage(page).save(newPassword);
  await expect(new ProductsPage(page).heading).toBeVisible();
  await waitForMail(member.email, words('mails.password_changed.subject'));

  await elsewhere.open();
  const signIn = new SignInPage(other);
  await expect(other.getByText(words('account.sign_in.next'))).toBeVisible();
  await signIn.signIn(member.email, member.password);
  await expect(signIn.problems).toContainText(words('errors.invalid_credentials'));
  await signIn.signIn(member.email, newPassword);
  await expect(elsewhere.heading).toBeVisible();
});

test('the same password again is refused with a reason', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const form = new SetPasswordPage(page);
  await form.open();
  await form.save(member.password);
  await expect(form.problems).toContainText(words('errors.password_same'));
});

test('the page for a new password asks for a link when nobody is signed in', async ({ page }) => {
  const form = new SetPasswordPage(page);
  await form.open();
  await expect(form.noSessionHeading).toBeVisible();
});

test('a reset looks the same for known and unknown addresses, and mails only to the known one', async ({ page }) => {
  const known = (await createMember()).email;
  const unknown = accountForm().email;
  const answers = [];
  for (const email of [known, unknown]) {
    const reset = new ResetPasswordPage(page);
    await reset.open();
    await reset.email.fill(email);
    const [answer] = await Promise.all([page.waitForResponse(/request-reset/), reset.submit.click()]);
    await expect(reset.mailboxHeading).toBeVisible();
    answers.push([answer.status(), await answer.text(), await readScreen(page, email)]);
  }
  expect(answers[0]).toEqual(answers[1]);
  await waitForMail(known, words('mails.reset_password.subject'));
  expect(await readMails(unknown)).toHaveLength(0);
});

test('creating an account looks the same for known and unknown addresses; only the owner hears that there is one', async ({
  page,
}) => {
  const known = (await createMember()).email;
  const unknown = accountForm().email;
  const answers = [];
  for (const email of [known, unknown]) {
    const form = new CreateAccountPage(page);
    await form.open();
    await form.fill({ ...inventCompany(), email });
    const [answer] = await Promise.all([page.waitForResponse(/create-account$/), form.submit.click()]);
    await expect(form.mailboxHeading).toBeVisible();
    answers.push([answer.status(), await answer.text(), await readScreen(page, email)]);
  }
  expect(answers[0]).toEqual(answers[1]);
  await waitForMail(known, words('mails.account_exists.subject'));
  await waitForMail(unknown, words('mails.confirm_account.subject'));
});

async function confirmElsewhere(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await new ConfirmPage(page).proceed.click();
  await expect(new SetPasswordPage(page).submit).toBeVisible();
  await page.context().close();
}

/** The new mail is the first one with the subject that is not the tried link. */
async function expectNewLinkToWork(page: Page, link: string, email: string, subject: string): Promise<void> {
  const confirm = new ConfirmPage(page);
  await page.goto(link);
  await confirm.proceed.click();
  await expect(confirm.usedHeading).toBeVisible();
  const earlier = (await readMails(email)).length;
  await sql`update auth.users set recovery_sent_at = recovery_sent_at - interval '2 minutes' where email = ${email}`;
  await confirm.email.fill(email);
  await confirm.sendNewLink.click();
  await expect(confirm.mailboxHeading).toBeVisible();
  await expect.poll(async () => (await readMails(email)).length).toBe(earlier + 1);
  await page.goto(findConfirmLink(await waitForMail(email, subject)));
  await confirm.proceed.click();
  await expect(new SetPasswordPage(page).submit).toBeVisible();
}

/** What stands on the page, without the address and the seconds left to wait. */
async function readScreen(page: Page, email: string): Promise<string> {
  const text = await page.getByRole('main').innerText();
  return text.replace(email, 'ADDRESS').replace(/\d+ sekunnin/, 'N sekunnin');
}
