import { expect, test } from '@playwright/test';
import { newAddress } from '../functions/support/companies.ts';
import { callDatabase } from '../functions/support/rpc.ts';
import { findConfirmLink, findInviteLink, waitForMail } from '../support/mailbox.ts';
import { addToCompany, createMember, type Member, signInAs } from '../support/members.ts';
import { AccountPage } from '../support/pages/account.ts';
import { ConfirmPage } from '../support/pages/confirm.ts';
import { CompanySwitcher, InvitePage, PeoplePage } from '../support/pages/people.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { SetPasswordPage } from '../support/pages/set-password.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'account', 'people', 'errors', 'products', 'invoices');

test('an owner invites somebody new, who sets a password and lands in the company', async ({ browser, page }) => {
  const owner = await createMember({ companyName: `Kuvaamo ${Date.now()}` });
  const address = newAddress('eero');
  await signInAs(page, owner);
  const people = new PeoplePage(page);
  await people.open();
  await people.invite(address, 'products');
  await expect(people.news).toContainText(address);
  await expect(people.openInvites).toHaveCount(1);

  const mail = await waitForMail(address, 'Kutsu: yritystili');
  const visit = await browser.newContext();
  const newcomer = await visit.newPage();
  await newcomer.goto(findInviteLink(mail).link);
  const invite = new InvitePage(newcomer);
  await expect(newcomer.getByText(owner.companyName)).toBeVisible();
  await invite.begin.dblclick();
  await expect(invite.begunHeading).toBeVisible();
  await newcomer.goto(findConfirmLink(await waitForMail(address, 'Vahvista osoitteesi')));
  await new ConfirmPage(newcomer).proceed.click();
  await new SetPasswordPage(newcomer).save('kesäyön valo 27');
  const products = new ProductsPage(newcomer);
  await expect(products.heading).toBeVisible();
  await expect(products.register).toBeVisible();
  await expect(newcomer.getByRole('link', { name: new RegExp(owner.companyName) })).toBeVisible();
  expect(await sql`select from public.accounts where email = ${address}`).toHaveLength(0);
  await visit.close();

  await people.open();
  await expect(people.people).toHaveCount(2);
  await expect(people.openInvites).toHaveCount(0);
});

test('who has a company already accepts, switches between the two, and each tab stays with its own', async ({
  context,
  page,
}) => {
  const [owner, colleague] = await Promise.all([
    createMember({ companyName: 'Aamu Oy' }),
    createMember({ companyName: 'Ilta Oy', points: 70 }),
  ]);
  const ofOwner = await addProduct(owner);
  await inviteByApi(owner, colleague.email, 'viewer');
  const { link } = findInviteLink(await waitForMail(colleague.email, 'Kutsu: yritystili Aamu Oy'));
  await page.goto(link);
  const invite = new InvitePage(page);
  await invite.signIn.click();
  await new SignInPage(page).signIn(colleague.email, colleague.password);
  await invite.accept.click();
  const products = new ProductsPage(page);
  await expect(products.items).toHaveCount(1);
  // A viewer: no buttons that change anything.
  await expect(products.register).toBeHidden();
  const switcher = new CompanySwitcher(page);
  await expect(switcher.button).toBeVisible();

  const other = await context.newPage();
  await new ProductsPage(other).open();
  await expect(new ProductsPage(other).items).toHaveCount(1);
  await switcher.choose('Ilta Oy');
  await expect(products.points).toHaveText(/^70 p/);
  await expect(products.items).toHaveCount(0);
  await expect(products.register).toBeVisible();
  await switcher.button.click();
  await page.keyboard.press('Escape');

  await other.reload();
  await expect(new ProductsPage(other).items).toHaveCount(1);
  await other.goto('/fi/invoices/');
  await expect(other.getByText(words('invoices.role.title'))).toBeVisible();
  const later = await context.newPage();
  await new ProductsPage(later).open();
  await expect(new ProductsPage(later).register).toBeVisible();

  // A product of the other company is not shown under this one's name.
  await page.goto(`/fi/products/view/?id=${ofOwner}`);
  await expect(page.getByText(words('errors.product_not_found'))).toBeVisible();
});

test('what was typed for one company is not offered to the other', async ({ page }) => {
  const person = await createMember({ companyName: 'Aamu Oy' });
  await addToCompany(await createMember({ companyName: 'Ilta Oy' }), person, 'owner');
  await signInAs(page, person);
  const form = new ProductFormPage(page);
  await form.openNew();
  await form.serial.fill('123456789');
  const switcher = new CompanySwitcher(page);
  await switcher.choose('Ilta Oy');
  await expect(new ProductsPage(page).heading).toBeVisible();
  await form.openNew();
  await expect(form.serial).toHaveValue('');
  await switcher.choose('Aamu Oy');
  await expect(new ProductsPage(page).heading).toBeVisible();
  await form.openNew();
  await expect(form.serial).toHaveValue('123456789');
});

test('a role is changed and a colleague removed, whose open page shows the company no more', async ({
  browser,
  page,
}) => {
  const [owner, colleague] = await Promise.all([
    createMember({ companyName: 'Aamu Oy' }),
    createMember({ companyName: 'Ilta Oy' }),
  ]);
  await addToCompany(owner, colleague, 'viewer');
  await signInAs(page, owner);
  const visit = await browser.newContext();
  const theirs = await visit.newPage();
  await signInAs(theirs, colleague);
  await new ProductsPage(theirs).open();
  await new CompanySwitcher(theirs).choose('Aamu Oy');
  await expect(new ProductsPage(theirs).register).toBeHidden();

  const people = new PeoplePage(page);
  await people.open();
  await people.change(colleague.email);
  await people.dialog.getByRole('radio', { name: words('account.role.products'), exact: true }).check();
  await people.dialog.getByRole('button', { name: words('people.change.save') }).click();
  await expect(people.news).toContainText(colleague.email);
  await theirs.reload();
  await expect(new ProductsPage(theirs).register).toBeVisible();

  await people.change(colleague.email);
  await people.dialog.getByRole('button', { name: words('people.change.remove') }).click();
  await people.dialog.getByRole('button', { name: words('people.change.remove_sure') }).click();
  await expect(people.people).toHaveCount(1);
  await theirs.reload();
  await expect(theirs.getByRole('link', { name: /Ilta Oy/ })).toBeVisible();
  await expect(new CompanySwitcher(theirs).button).toBeHidden();
  await visit.close();
});

test('the only owner cannot leave; another one leaves and is told what to do without a company', async ({ page }) => {
  const [owner, second] = await Promise.all([createMember(), createMember()]);
  const people = new PeoplePage(page);
  await signInAs(page, owner);
  await people.open();
  await expect(people.people).toHaveCount(1);
  await expect(people.leave).toBeHidden();
  await sql`insert into public.account_members (account_id, user_id, role) values (${owner.accountId}, ${second.userId}, 'owner')`;
  await people.open();
  await people.leave.click();
  await people.confirmLeave.click();
  await expect(new InvitePage(page).noneHeading).toBeVisible();
  await expect(page).toHaveURL('/fi/invite/');
  await page.goto('/fi/products/');
  await expect(page).toHaveURL('/fi/invite/');
  await waitForMail(owner.email, 'Et enää käytä yritystiliä');
});

test('the wrong person, a withdrawn invitation and a broken link are told so', async ({ page }) => {
  const [owner, stranger] = await Promise.all([createMember({ companyName: 'Aamu Oy' }), createMember()]);
  const address = newAddress('eero');
  const id = await inviteByApi(owner, address, 'viewer');
  const { link } = findInviteLink(await waitForMail(address, 'Kutsu: yritystili'));
  await signInAs(page, stranger);
  await page.goto(link);
  await expect(page.getByText(new RegExp(`tarkoitettu osoitteelle ${address}`))).toBeVisible();
  await expect(new InvitePage(page).accept).toBeHidden();
  await page.getByRole('button', { name: words('people.page.sign_out') }).click();
  await expect(new InvitePage(page).begin).toBeVisible();
  await sql`update public.account_invites set withdrawn_at = now() where id = ${id}`;
  await page.reload();
  await expect(page.getByText(words('people.page.withdrawn'))).toBeVisible();
  await page.goto('/fi/invite/#token=abc');
  await expect(page.getByText(words('people.page.broken'))).toBeVisible();
});

test('a viewer sees no button that changes the company', async ({ page }) => {
  const [owner, viewer] = await Promise.all([createMember({ companyName: 'Aamu Oy' }), createMember()]);
  await addToCompany(owner, viewer, 'viewer');
  await signInAs(page, viewer);
  await page.goto('/fi/account/');
  await new CompanySwitcher(page).choose('Aamu Oy');
  const account = new AccountPage(page);
  await expect(account.people).toBeVisible();
  await expect(new PeoplePage(page).people).toHaveCount(2);
  await expect(account.editCompany).toBeHidden();
  await expect(account.billing).toBeHidden();
  await expect(new PeoplePage(page).openForm).toBeHidden();
  await expect(page.getByText(owner.email)).toHaveCount(1);
});

async function inviteByApi(owner: Member, address: string, role: string): Promise<string> {
  const parameters = { for_account: owner.accountId, address, as_role: role, language: 'fi' };
  return (await callDatabase(owner.token, 'invite_colleague', parameters)).body.id;
}
