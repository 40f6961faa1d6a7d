import { expect, test } from '@playwright/test';
import { findViolations } from '../support/accessibility.ts';
import { createMember, signInAs } from '../support/members.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'products', 'errors', 'common');

/** A serial of 12 digits nobody else in this run uses, with zeros and ones to mistype. */
const inventBodySerial = (): string => `0510${String(Date.now()).slice(-8)}`;

test('the register form shows where the label is and an example before anything is typed', async ({ page }) => {
  await signInAs(page, await createMember());
  const form = new ProductFormPage(page);
  await form.openNew();
  await expect(form.serial).toHaveAccessibleDescription(words('products.serial.any'));
  await form.chooseModel('VK-T3', 'Valokeila Tunturi T3');
  const place = words('products.serial.place.battery_chamber', { example: 'T301004710' });
  await expect(form.serial).toHaveAccessibleDescription(place);
});

test('a serial with letters that look like digits is answered with the right one, taken by a button', async ({
  page,
}) => {
  const member = await createMember();
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  const serial = inventBodySerial();
  await form.openNew();
  await form.fill({
    model: { search: 'VK-R5', name: 'Valokeila R5' },
    serial: serial.replace('0510', 'O5lO'),
    date: '1.6.2023',
    dealer: 'Kuvakulma Helsinki',
  });
  await form.save.click();
  await expect(form.serial).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(words('products.serial.suggestion', { serial }))).toBeVisible();
  await expect(page.getByText(words('products.serial.problem.look_alike'))).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  expect(await sql`select from public.products where account_id = ${member.accountId}`).toHaveLength(0);

  await page.getByRole('button', { name: words('products.serial.take') }).click();
  await expect(form.serial).toHaveValue(serial);
  await expect(form.serial).toBeFocused();
  await expect(page.getByText(words('products.serial.suggestion', { serial }))).toBeHidden();
  await form.save.click();
  await expect(page.getByRole('heading', { name: words('products.title'), level: 1 })).toBeVisible();
  expect(
    await sql`select from public.products where account_id = ${member.accountId} and serial_normalized = ${serial} and is_complete`,
  ).toHaveLength(1);
});

test('the number on the box is told from the serial', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  await form.openNew();
  await form.fill({ model: { search: 'VK-R5', name: 'Valokeila R5' }, serial: '6430210047113' });
  await form.save.click();
  const box = words('products.serial.problem.box_number');
  const digits = words('products.serial.shape.digits', { count: 12, number: '12' });
  await expect(page.getByText(`${box} ${digits}`)).toBeVisible();
  await form.serial.fill('051021004711');
  await expect(page.getByText(box)).toBeHidden();
  expect(await sql`select from public.products where account_id = ${member.accountId}`).toHaveLength(0);
});

test('zeros a spreadsheet lost are offered back', async ({ page }) => {
  await signInAs(page, await createMember());
  const form = new ProductFormPage(page);
  const serial = inventBodySerial();
  await form.openNew();
  await form.fill({ model: { search: 'VK-R5', name: 'Valokeila R5' }, serial: serial.slice(1) });
  await form.save.click();
  await expect(page.getByText(words('products.serial.problem.zeros'))).toBeVisible();
  await expect(page.getByText(words('products.serial.suggestion', { serial }))).toBeVisible();
});

test('a serial the company has registered says which product it is', async ({ page }) => {
  const member = await createMember();
  const serial = inventBodySerial();
  await addProduct(member, { model: 'VK-R5', serial });
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  await form.openNew();
  await form.fill({ model: { search: 'VK-R5', name: 'Valokeila R5' }, serial: serial.replace('0510', '05-10 ') });
  await form.save.click();
  await expect(page.getByRole('status').filter({ hasText: `Valokeila R5, sarjanumero ${serial}` })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
});
