import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { createMember, signInAs } from '../support/members.ts';
import { ImportPage } from '../support/pages/import.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { readWords } from '../support/pages/words.ts';
import { addManyProducts, addProduct } from '../support/products.ts';
import { openSettled } from '../support/settle.ts';

const words = readWords('fi', 'common', 'imports', 'products');

async function save(page: Page): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: words('common.export.csv') }).click();
  const download = await waiting;
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return { name: download.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
}
const rowsOf = (text: string) => text.trim().split('\r\n').slice(1);

test('products are exported as the list shows them, all of them, and can be imported by another company', async ({
  page,
}) => {
  const member = await createMember();
  await addManyProducts(member, 1005);
  await addProduct(member, { dealer: '=1+1;"Oy"' });
  await signInAs(page, member);
  const products = new ProductsPage(page);
  await openSettled(page, paths.products('fi'));
  const whole = await save(page);
  expect(whole.name).toBe('tuotteet.csv');
  expect(rowsOf(whole.text)).toHaveLength(1006);
  await products.filter('complete');
  await expect(products.items).toHaveCount(1);
  const filtered = await save(page);
  expect(rowsOf(filtered.text)).toHaveLength(1);
  expect(filtered.text).toContain(`"'=1+1;""Oy"""`);

  await signInAs(page, await createMember());
  const work = new ImportPage(page);
  await work.open();
  await work.choose('tuotteet.csv', whole.text);
  await work.check.click();
  await expect(page.getByText(words('imports.preview.summary', { count: 1006, points: '200' }))).toBeVisible();
});

test('the points and the invoices are exported', async ({ page }) => {
  const member = await createMember({ points: 600 });
  await addProduct(member);
  await signInAs(page, member);
  await openSettled(page, paths.points('fi'));
  const ledger = await save(page);
  expect(ledger.name).toBe('pisteet.csv');
  expect(rowsOf(ledger.text)).toHaveLength(2);
  expect(ledger.text).toContain(';200;800');
});
