import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { newAddress } from '../functions/support/companies.ts';
import { join } from '../functions/support/joining.ts';
import { inventSerial } from '../support/company.ts';
import { createMember, signInAs } from '../support/members.ts';
import { addLegacyAccount } from '../support/old-system.ts';
import { MembershipPage } from '../support/pages/membership.ts';
import { MigrationPage } from '../support/pages/migration.ts';
import { PeoplePage } from '../support/pages/people.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { openSettled } from '../support/settle.ts';
import { sql } from '../support/stack.ts';

/** Where the focus goes when the control that had it leaves the page. */
const words = readWords('fi', 'renewal', 'common', 'account', 'people', 'products', 'series', 'migration', 'scan');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('after a decision about the membership the focus is on its button or, without one, on the heading', async ({
  page,
}) => {
  const member = await createMember({ points: 2000 });
  await join(member, { tier: 'gold', paymentMethod: 'bank_transfer' });
  await signInAs(page, member);
  await new MembershipPage(page).open();
  const dialog = page.getByRole('dialog');
  await button(page, words('renewal.method.card_button')).click();
  await dialog.getByRole('button', { name: words('renewal.method.confirm') }).click();
  await expect(page.getByText(words('renewal.method.done'))).toBeVisible();
  await expect(button(page, words('renewal.method.bank_button'))).toBeFocused();

  await button(page, words('renewal.next.button')).click();
  await dialog.getByRole('radio', { name: words('common.tier.silver') }).check();
  await dialog.getByRole('button', { name: words('renewal.next.save') }).click();
  await expect(page.getByText(words('renewal.next.saved'))).toBeVisible();
  await expect(button(page, words('renewal.next.button'))).toBeFocused();

  await button(page, words('renewal.cancel.button')).click();
  await dialog.getByRole('button', { name: words('renewal.cancel.confirm') }).click();
  await expect(button(page, words('renewal.cancel.button'))).toBeHidden();
  await expect(page.getByRole('heading', { name: words('renewal.title') })).toBeFocused();
});

test('after a move was taken back the focus is on the heading of the moves', async ({ page }) => {
  const member = await createMember();
  const products = [{ modelCode: 'VL-85F12', serial: inventSerial() }];
  await addLegacyAccount({ email: member.email, membershipNumber: `OLD-${inventSerial()}`, products });
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await migration.move.click();
  await migration.undo.click();
  await expect(migration.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(migration.undo).toBeFocused();
  await migration.undo.click();
  await migration.confirmUndo.click();
  await expect(page.getByText(/^Siirto on peruttu/)).toBeVisible();
  await expect(page.getByRole('heading', { name: words('migration.undo.title') })).toBeFocused();
});

test('after the window about a colleague the focus is on its button or, without one, on the heading', async ({
  page,
}) => {
  const [owner, colleague] = await Promise.all([createMember(), createMember()]);
  await sql`insert into public.account_members (account_id, user_id, role) values (${owner.accountId}, ${colleague.userId}, 'viewer')`;
  await signInAs(page, owner);
  const people = new PeoplePage(page);
  await people.open();
  const change = button(page, words('people.list.change_named', { address: colleague.email }));
  await change.click();
  await expect(people.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(change).toBeFocused();
  await change.click();
  await people.dialog.getByRole('button', { name: words('people.change.remove') }).click();
  await people.dialog.getByRole('button', { name: words('people.change.remove_sure') }).click();
  await expect(people.people).toHaveCount(1);
  await expect(people.section.getByRole('heading', { name: words('account.people.title') })).toBeFocused();
});

test('the form of an invitation leaves the focus on the button that opens it, and a withdrawn one on the heading', async ({
  page,
}) => {
  await signInAs(page, await createMember());
  const people = new PeoplePage(page);
  await people.open();
  await people.openForm.click();
  await expect(people.email).toBeFocused();
  await people.section.getByRole('button', { name: words('common.form.cancel') }).click();
  await expect(people.openForm).toBeFocused();
  await people.invite(newAddress('eero'), 'viewer');
  await expect(people.openInvites).toHaveCount(1);
  await expect(people.openForm).toBeFocused();
  await people.openInvites.getByRole('button', { name: /^Peru/ }).click();
  await expect(people.openInvites).toHaveCount(0);
  await expect(people.section.getByRole('heading', { name: words('account.people.title') })).toBeFocused();
});

test('news of many products keep the focus while it is on them, and give it to the list when they are closed', async ({
  page,
}) => {
  const member = await createMember();
  await addProduct(member, { dealer: null });
  await signInAs(page, member);
  const products = new ProductsPage(page);
  await page.clock.install();
  await openSettled(page, paths.products('fi'));
  const heading = page.getByRole('heading', { name: words('products.list.heading') });
  await products.pickAll.click();
  await products.bulk.getByRole('button', { name: words('products.bulk.clear') }).click();
  await expect(heading).toBeFocused();

  await products.pickAll.click();
  await products.editPicked({ dealer: 'Pohjolan Kamera' });
  await expect(products.undo).toBeVisible();
  const focused = page.locator(':focus');
  await expect(focused.getByRole('button', { name: words('products.bulk.undo') })).toBeVisible();
  await page.clock.runFor(15_000);
  await expect(products.undo).toBeVisible();

  await products.undo.click();
  await expect(products.undo).toBeHidden();
  await expect(focused).toContainText(words('products.bulk.undone', { count: 1, number: '1' }));
  await focused.getByRole('button', { name: words('common.form.close') }).click();
  await expect(heading).toBeFocused();
});

test('a serial that is removed hands the focus to the one in its place', async ({ page }) => {
  await signInAs(page, await createMember());
  await openSettled(page, paths.registerSeries('fi'));
  const line = (number: number) =>
    page.getByRole('textbox', { name: words('series.serials.label', { number }), exact: true });
  const remove = (number: number) => button(page, words('series.serials.remove', { number }));
  for (const number of [1, 2, 3]) {
    await line(number).fill(`00${number}`);
    await line(number).press('Enter');
  }
  await remove(1).click();
  await expect(line(1)).toBeFocused();
  await expect(line(1)).toHaveValue('002');
  await remove(3).click();
  await expect(line(2)).toBeFocused();
});

test('back from the mailbox to another address, the focus is on the address', async ({ page }) => {
  const form = new SignInPage(page);
  await form.open();
  await form.signIn(newAddress('tuntematon'), 'väärä salasana');
  await form.sendAgain.click();
  await button(page, words('account.mailbox.wrong_address')).click();
  await expect(form.email).toBeFocused();
});
