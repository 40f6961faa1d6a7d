import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { inventSerial } from '../support/company.ts';
import { createMember, type Member, signInAs } from '../support/members.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { makeHeic, makePdf } from '../support/sample-files.ts';
import { openSettled } from '../support/settle.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'account', 'claims', 'products', 'errors', 'common');
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

test('a product goes to the buyer by a link that survives the way over the sign-in page', async ({ page, browser }) => {
  const [seller, buyer] = await Promise.all([createMember(), createMember()]);
  const id = await addProduct(seller, { model: 'VL-85F12' });
  await signInAs(page, seller);
  await openSettled(page, paths.product('fi', id));
  await page
    .getByRole('main')
    .getByRole('link', { name: words('claims.care.release') })
    .click();
  await button(page, words('claims.release.make')).click();
  const field = page.getByRole('textbox', { name: words('claims.release.link') });
  await expect(field).toBeFocused();
  const link = await field.inputValue();

  const visit = await browser.newContext();
  const visitor = await visit.newPage();
  await visitor.goto(link);
  await expect(visitor).toHaveURL(/\/fi\/sign-in\/\?next=%2Ffi%2Fproducts%2Faccept%2F$/);
  await visitor.getByLabel(words('account.field.email')).fill(buyer.email);
  await visitor.getByLabel(words('account.field.password'), { exact: true }).fill(buyer.password);
  await visitor.getByRole('main').locator('button[type=submit]').click();
  await expect(visitor.getByText('•')).toBeVisible();
  await visitor.getByRole('textbox', { name: words('claims.accept.dealer') }).fill('Kuvaamo Äyräpää Oy');
  await button(visitor, words('claims.accept.button')).dblclick();
  await expect(visitor.getByRole('heading', { name: words('claims.accept.done_title') })).toBeFocused();
  await visitor.getByRole('link', { name: words('claims.accept.view') }).click();
  await expect(visitor.getByRole('heading', { name: words('products.view.title') })).toBeVisible();
  await visit.close();

  const [sold] = await sql`select state, removed_at from public.products where id = ${id}`;
  expect([sold?.state, sold?.removed_at !== null]).toEqual(['sold', true]);
  const bought = await sql`select dealer_name, is_complete from public.products where account_id = ${buyer.accountId}`;
  expect(bought).toEqual([{ dealer_name: 'Kuvaamo Äyräpää Oy', is_complete: true }]);
  const products = new ProductsPage(page);
  await products.open();
  await expect(products.items).toHaveCount(0);
});

test('a withdrawn link brings nothing, and the page says so', async ({ page }) => {
  const [seller, buyer] = await Promise.all([createMember(), createMember()]);
  const id = await addProduct(seller);
  await signInAs(page, seller);
  await openSettled(page, paths.releaseProduct('fi', id));
  await button(page, words('claims.release.make')).click();
  const link = await page.getByRole('textbox', { name: words('claims.release.link') }).inputValue();
  await page.goto(link);
  await expect(page.getByText(words('claims.accept.own'))).toBeVisible();
  await openSettled(page, paths.releaseProduct('fi', id));
  await button(page, words('claims.release.withdraw')).click();
  await expect(page.getByText(words('claims.release.withdrawn'))).toBeVisible();
  await signInAs(page, buyer);
  await page.goto(link);
  await expect(page.getByText(words('errors.release_invalid'))).toBeVisible();
  await expect(button(page, words('claims.accept.button'))).toBeHidden();
  expect(await sql`select from public.products where account_id = ${buyer.accountId}`).toHaveLength(0);
});

test('both sides of a dispute send proofs; a file that is not what it says is refused and nothing is kept', async ({
  page,
}) => {
  const [holder, claimant] = await Promise.all([createMember(), createMember()]);
  const serial = inventSerial();
  const one = await addProduct(holder, { serial });
  const two = await addProduct(claimant, { serial });
  await signInAs(page, claimant);
  await openSettled(page, paths.product('fi', two));
  await page
    .getByRole('main')
    .getByRole('link', { name: words('claims.care.proof') })
    .click();
  await button(page, words('claims.proof.send')).click();
  await expect(page.getByText(words('claims.proof.missing'))).toBeVisible();
  const file = page.getByLabel(words('claims.proof.file'));
  await file.setInputFiles({ name: 'kuitti.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') });
  await button(page, words('claims.proof.send')).click();
  await expect(page.getByRole('alert')).toContainText(words('errors.file_type'));
  expect(await sql`select from public.purchase_proofs where product_id = ${two}`).toHaveLength(0);
  await file.setInputFiles({ name: 'kuitti.pdf', mimeType: 'application/pdf', buffer: makePdf(500_000) });
  await button(page, words('claims.proof.send')).click();
  await expect(page.getByText(words('claims.proof.sent', { name: 'kuitti.pdf' }))).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  const download = page.waitForEvent('download');
  await button(page, words('claims.proof.download', { name: 'kuitti.pdf' })).click();
  expect((await download).suggestedFilename()).toBe('kuitti.pdf');

  await signInAs(page, holder);
  await openSettled(page, paths.product('fi', one));
  await expect(page.getByText(words('claims.care.holder_title'))).toBeVisible();
  expect(await page.getByRole('main').textContent()).not.toContain(claimant.companyName);
  await openSettled(page, paths.proof('fi', one));
  await expect(page.getByText(words('claims.proof.none'))).toBeVisible();
  await file.setInputFiles({ name: 'IMG_1.HEIC', mimeType: '', buffer: makeHeic(1000) });
  await button(page, words('claims.proof.send')).click();
  await expect(page.getByText(words('claims.proof.sent', { name: 'IMG_1.heic' }))).toBeVisible();
});

test('a stolen product stays without points until it is found; a sold one leaves', async ({ page }) => {
  const member = await createMember();
  const id = await addProduct(member, { model: 'VL-85F12' });
  await signInAs(page, member);
  await openSettled(page, paths.product('fi', id));
  await button(page, words('claims.state.stolen.button')).click();
  await expect(page.getByRole('dialog')).toContainText(words('claims.state.stolen.text'));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('claims.state.stolen.confirm') })
    .click();
  await expect(page.getByText(words('claims.care.stolen'))).toBeVisible();
  expect(await readBalance(member)).toBe(0);
  const products = new ProductsPage(page);
  await products.open();
  await expect(products.items.getByRole('img', { name: words('products.item.stolen') })).toBeVisible();

  await openSettled(page, paths.product('fi', id));
  await button(page, words('claims.state.in_use.button')).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('claims.state.in_use.confirm') })
    .click();
  await expect(button(page, words('claims.state.sold.button'))).toBeVisible();
  expect(await readBalance(member)).toBe(235);
  await button(page, words('claims.state.sold.button')).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('claims.state.sold.confirm') })
    .click();
  await page.waitForURL('**/fi/products/');
  await expect(products.news).toBeVisible();
  await expect(products.items).toHaveCount(0);
  expect(await readBalance(member)).toBe(0);
});

async function readBalance({ accountId }: Member): Promise<number> {
  const [row] = await sql<
    { balance: number }[]
  >`select balance from public.point_balances where account_id = ${accountId}`;
  return row?.balance ?? 0;
}
