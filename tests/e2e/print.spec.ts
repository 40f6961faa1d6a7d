import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { join } from '../functions/support/joining.ts';
import { createMember, signInAs } from '../support/members.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { readWords } from '../support/pages/words.ts';
import { addManyProducts } from '../support/products.ts';
import { openSettled } from '../support/settle.ts';

const words = readWords('fi', 'products');

test('the product list prints all rows that are loaded, black on white, without bar and buttons', async ({ page }) => {
  const member = await createMember();
  await addManyProducts(member, 50);
  await signInAs(page, member);
  await page.emulateMedia({ colorScheme: 'dark' });
  await openSettled(page, paths.products('fi'));
  const products = new ProductsPage(page);
  await expect(products.items.first()).toBeVisible();
  await print(page);
  await expect(page.getByRole('main').getByRole('listitem').getByRole('heading')).toHaveCount(50);
  await expect(products.register).toBeHidden();
  await expectPaper(page);
  await expect(page.getByRole('main')).toContainText(member.companyName);
});

test('the print button first loads the rest of a long list, and prints all of it', async ({ page }) => {
  const member = await createMember();
  await addManyProducts(member, 120);
  await signInAs(page, member);
  await openSettled(page, paths.products('fi'));
  // As the browser does it, without its dialog; what was on paper is looked at afterwards.
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      const rows = document.querySelectorAll('main li.product-line').length;
      document.body.setAttribute('data-printed', String(rows));
      dispatchEvent(new Event('afterprint'));
    };
  });
  const products = new ProductsPage(page);
  await products.print.click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', '120');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(words('products.print.count', { count: 120, shown: '120', total: '120' }))).toBeVisible();
});

test('the membership card and the invoices print black on white, without bar and buttons', async ({ page }) => {
  const member = await createMember({ points: 600 });
  await join(member, { paymentMethod: 'bank_transfer' });
  await signInAs(page, member);
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of [paths.membership('fi'), paths.invoices('fi'), paths.points('fi')]) {
    await openSettled(page, path);
    await print(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectPaper(page);
    await page.emulateMedia({ media: 'screen' });
  }
});

/** What the browser does before it prints. */
async function print(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
}

async function expectPaper(page: Page): Promise<void> {
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  const [paper, ink] = await page
    .getByRole('heading', { level: 1 })
    .evaluate((heading) => [getComputedStyle(document.body).backgroundColor, getComputedStyle(heading).color]);
  expect(['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)']).toContain(paper);
  expect(ink).toMatch(/^(rgb\((\d|[1-5]\d), |oklab\(0\.[0-3]|color\(srgb 0\.[01])/);
}
