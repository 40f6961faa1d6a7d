import { expect, test } from '@playwright/test';
import { inventSerial } from '../support/company.ts';
import { changeRole, createMember, endSessions, signInAs } from '../support/members.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { addManyProducts, addProduct } from '../support/products.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'products', 'errors', 'common');
const model = 'Valokeila 50 mm f/1.2';
const bar = (points: string) => words('common.points.in_bar', { points });

test('a product is completed step by step, and its points come and go with its data', async ({ page }) => {
  await signInAs(page, await createMember());
  const products = new ProductsPage(page);
  const form = new ProductFormPage(page);
  const item = products.item(model);
  await form.openNew();
  await form.chooseModel('50 mm', model);
  await form.country.selectOption('');
  await form.save.click();
  const everything = 'Sarjanumero, Ostopäivä, Ostomaa ja Jälleenmyyjä';
  await expect(item).toContainText(words('products.item.missing', { parts: everything }));
  await expect(item).toContainText(words('products.item.pending', { points: '200' }));
  await expect(products.points).toHaveText(/^0 p/);

  await products.view(item);
  await form.fill({ serial: inventSerial(), country: 'FI' });
  await form.save.click();
  await expect(item).toContainText(words('products.item.missing', { parts: 'Ostopäivä ja Jälleenmyyjä' }));

  await products.view(item);
  await form.fill({ date: '1.6.2023', dealer: 'Kuvakulma Helsinki' });
  await form.dateIsEstimate.check();
  await form.dealerIsEstimate.check();
  await form.save.click();
  await expect(products.mark(item, 'complete')).toBeVisible();
  await expect(products.news).toContainText(words('products.saved.complete', { model, points: '200', total: '200' }));
  await expect(page.getByRole('banner').getByText(bar('200'))).toBeAttached();

  await products.view(item);
  await expect(form.dateIsEstimate).toBeChecked();
  await expect(form.dealerIsEstimate).toBeChecked();
  await form.dealer.clear();
  await expect(page.getByText(words('products.gap.loses', { points: '200', parts: 'Jälleenmyyjä' }))).toBeVisible();
  await form.save.click();
  await expect(products.mark(item, 'incomplete')).toBeVisible();
  await expect(page.getByRole('banner').getByText(bar('0'))).toBeAttached();
});

test('the catalogue is searched by name and by code, and says when there is no such model', async ({ page }) => {
  await signInAs(page, await createMember());
  const form = new ProductFormPage(page);
  await form.openNew();
  await form.chooseModel('VL-400F28', 'Valokeila 400 mm f/2.8');
  await expect(form.model).toHaveValue('Valokeila 400 mm f/2.8');
  await form.chooseModel('kino c80', 'Valokeila Kino C80');
  await expect(form.model).toHaveValue('Valokeila Kino C80');
  await form.model.fill('laulava lautanen');
  await expect(page.getByText(words('products.search.empty')).first()).toBeVisible();
});

test('a serial another company has is kept as disputed, earns nothing and is told calmly', async ({ page }) => {
  const serial = inventSerial();
  await addProduct(await createMember(), { serial });
  const member = await createMember();
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  await form.openNew();
  await form.fill({ model: { search: '50 mm', name: model }, serial, date: '1.6.2023', dealer: 'Kuvakulma Helsinki' });
  await form.save.click();
  const products = new ProductsPage(page);
  await expect(products.heading).toBeVisible();
  await expect(products.news).toContainText(words('products.saved.disputed', { model }));
  await expect(products.mark(products.item(model), 'disputed')).toBeVisible();
  await expect(products.item(model)).toContainText(words('products.item.disputed_text'));
  await expect(products.points).toHaveText(/^0 p/);
  await products.filter('disputed');
  await expect(products.items).toHaveCount(1);
  expect(
    await sql`select from public.support_cases where topic = 'disputed_serial' and account_id = ${member.accountId}`,
  ).toHaveLength(1);
});

test('a serial the company has registered already leads to that product', async ({ page }) => {
  const serial = inventSerial();
  const member = await createMember();
  const id = await addProduct(member, { serial });
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  await form.openNew();
  await form.fill({ model: { search: '50 mm', name: model }, serial: `00-${serial}` });
  await form.save.click();
  await expect(form.serial).toHaveAccessibleDescription(new RegExp(words('errors.serial_in_own_account')));
  await page
    .getByRole('main')
    .getByRole('link', { name: words('products.item.view') })
    .click();
  await expect(page).toHaveURL(new RegExp(id));
  await expect(form.serial).toHaveValue(serial);
});

test('a product is removed only after confirming, and its points with it', async ({ page }) => {
  const member = await createMember();
  const id = await addProduct(member);
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  const products = new ProductsPage(page);
  await page.goto(`/fi/products/view/?id=${id}`);
  await form.askToRemove();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('common.form.cancel') })
    .click();
  await products.open();
  await expect(products.items).toHaveCount(1);

  await products.view(products.items.first());
  await form.askToRemove();
  await form.confirmRemoval.click();
  await expect(products.heading).toBeVisible();
  await expect(products.news).toContainText(words('products.removed', { model, total: '0' }));
  await expect(products.items).toHaveCount(0);
  await expect(page.getByRole('banner').getByText(bar('0'))).toBeAttached();
});

test('120 products come in pages, each once and newest first', async ({ page }) => {
  const member = await createMember();
  await addManyProducts(member, 120);
  await signInAs(page, member);
  const products = new ProductsPage(page);
  await products.open();
  await expect(products.items.first()).toHaveAttribute('aria-posinset', '1');
  // Only the rows around the screen are in the page, and the next ones are asked for on the way down: they are collected there.
  const links = new Map<string | null, string | null>();
  await expect
    .poll(async () => {
      const rows = await products.items.evaluateAll((all) =>
        all.map(
          (row) => [row.querySelector('a')?.getAttribute('href') ?? null, row.getAttribute('aria-posinset')] as const,
        ),
      );
      for (const [href, place] of rows) links.set(href, place);
      await page.evaluate(() => scrollBy(0, innerHeight));
      return links.size;
    })
    .toBe(120);
  await expect(products.showMore).toBeHidden();
  const places = [...links.values()].map(Number).sort((one, other) => one - other);
  expect(places).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
});

test('a jump within a long list lands where it leads', async ({ page }) => {
  // On a small screen: the top of the list stands below it, where few rows are kept.
  await page.setViewportSize({ width: 375, height: 667 });
  const member = await createMember();
  await addManyProducts(member, 160);
  await signInAs(page, member);
  const products = new ProductsPage(page);
  await products.open();
  for (const loaded of ['100', '150']) {
    await products.showMore.click();
    await expect
      .poll(async () => {
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        return products.items.last().getAttribute('aria-posinset');
      })
      .toBe(loaded);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.locator('[aria-posinset="1"]')).toBeVisible();
  const wanted = await page.evaluate(() => {
    const place = document.documentElement.scrollHeight * 0.6;
    scrollTo(0, place);
    return place;
  });
  await expect
    .poll(() =>
      products.items.evaluateAll((all) =>
        all.some((row) => row.getBoundingClientRect().top < innerHeight && row.getBoundingClientRect().bottom > 0),
      ),
    )
    .toBe(true);
  expect(Math.abs((await page.evaluate(() => scrollY)) - wanted)).toBeLessThan(1500);
});

test('who may only read sees products without any button to change them', async ({ page }) => {
  const member = await createMember();
  const id = await addProduct(member);
  await changeRole(member, 'viewer');
  await signInAs(page, member);
  const products = new ProductsPage(page);
  await products.open();
  await expect(products.mark(products.item(model), 'complete')).toBeVisible();
  await expect(products.register).toBeHidden();
  await products.view(products.items.first());
  await expect(page.getByText(words('products.view.reader'))).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
  await page.goto('/fi/products/register/');
  await expect(page.getByText(words('errors.not_allowed'))).toBeVisible();
  expect(await sql`select from public.products where id = ${id} and removed_at is null`).toHaveLength(1);
});

test('a product of another company is not found', async ({ page }) => {
  const id = await addProduct(await createMember());
  await signInAs(page, await createMember());
  await page.goto(`/fi/products/view/?id=${id}`);
  await expect(page.getByText(words('errors.product_not_found'))).toBeVisible();
});

test('what is to go to many products stays in the form when the session ends, until it is saved', async ({ page }) => {
  const member = await createMember();
  await addProduct(member, { dealer: null });
  await signInAs(page, member);
  const products = new ProductsPage(page);
  await products.open();
  await products.pick(products.items.first());
  await endSessions(member);
  await products.editPicked({ dealer: 'Pohjolan Kamera' });
  const signIn = words('common.nav.sign_in');
  await page.getByRole('main').getByRole('link', { name: signIn }).click();
  await new SignInPage(page).signIn(member.email, member.password);
  for (const kept of ['Pohjolan Kamera', '']) {
    await products.pick(products.items.first());
    await products.openEdit();
    await expect(products.bulkDealer).toHaveValue(kept);
    if (!kept) continue;
    await products.saveEdit();
    await expect(products.undo).toBeVisible();
    await page.reload();
  }
});
