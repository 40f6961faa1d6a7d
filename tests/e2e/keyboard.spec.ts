import { expect, test } from '@playwright/test';
import { inventSerial } from '../support/company.ts';
import { tabTo } from '../support/keyboard.ts';
import { createMember, signInAs } from '../support/members.ts';
import { JoinPage } from '../support/pages/join.ts';
import { MembershipPage } from '../support/pages/membership.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { openSettled } from '../support/settle.ts';

const words = readWords('fi', 'common', 'products');

test('one signs in with the keyboard alone', async ({ page }) => {
  const member = await createMember();
  const form = new SignInPage(page);
  await form.open();
  await tabTo(page, form.email);
  await page.keyboard.type(member.email);
  await tabTo(page, form.password);
  await page.keyboard.type(member.password);
  await tabTo(page, form.submit);
  await page.keyboard.press('Enter');
  await expect(new ProductsPage(page).heading).toBeVisible();
});

test('one registers a product with the keyboard alone', async ({ page }) => {
  await signInAs(page, await createMember());
  const form = new ProductFormPage(page);
  await form.openNew();
  await tabTo(page, form.model);
  await page.keyboard.type('r5');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(form.model).toHaveValue('Valokeila R5');
  await tabTo(page, form.serial);
  await page.keyboard.type(inventSerial(12));
  await tabTo(page, form.date);
  await page.keyboard.type('1.6.2023');
  await tabTo(page, form.dateIsEstimate);
  await page.keyboard.press('Space');
  await tabTo(page, form.dealer);
  await page.keyboard.type('Kuvakulma Helsinki');
  await page.keyboard.press('Enter');
  const products = new ProductsPage(page);
  await expect(products.mark(products.item('Valokeila R5'), 'complete')).toBeVisible();
});

test('one joins with the keyboard alone', async ({ page }) => {
  await signInAs(page, await createMember({ points: 600 }));
  const form = new JoinPage(page);
  await form.open('silver');
  for (const [name, value] of [
    ['address_line1', 'Linssikatu 5'],
    ['postal_code', '00100'],
    ['city', 'Helsinki'],
  ] as const) {
    await tabTo(page, form.field(name));
    await page.keyboard.type(value);
  }
  await tabTo(page, form.payment('card'));
  await page.keyboard.press('ArrowDown');
  await expect(form.payment('bank_transfer')).toBeChecked();
  await tabTo(page, form.renewal);
  await page.keyboard.press('Space');
  await tabTo(page, form.joinButton);
  await page.keyboard.press('Enter');
  await expect(new MembershipPage(page).number).toHaveText(/^CPS-FI/);
});

test('a refused form moves the focus to what is wrong, and each line leads to its field', async ({ page }) => {
  const form = new SignInPage(page);
  await form.open();
  await tabTo(page, form.submit);
  await page.keyboard.press('Enter');
  await expect(form.problems).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(form.email).toBeFocused();
});

test('the first stop of the tab key leads past the bar into the page', async ({ page }) => {
  await signInAs(page, await createMember());
  for (const path of ['/fi/', '/fi/reset-password/', '/fi/products/']) {
    await openSettled(page, path);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: words('common.nav.skip') });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  }
});

test('a dialog keeps the focus, closes with Escape and gives the focus back', async ({ page }) => {
  const member = await createMember();
  const id = await addProduct(member);
  await signInAs(page, member);
  await openSettled(page, `/fi/products/view/?id=${id}`);
  const form = new ProductFormPage(page);
  await tabTo(page, form.remove);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(form.remove).toBeFocused();
});
