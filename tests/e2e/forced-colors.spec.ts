import { expect, type Locator, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { inventSerial } from '../support/company.ts';
import { createMember, signInAs } from '../support/members.ts';
import { ImportPage } from '../support/pages/import.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { openSettled } from '../support/settle.ts';

/** Windows' contrast themes replace every background and border colour: what is said by them alone is gone. */
const words = readWords('fi', 'products', 'imports');

const readLook = (control: Locator) =>
  control.evaluate((element) => {
    const { backgroundColor, borderColor, borderRadius, color, fontWeight, padding } = getComputedStyle(element);
    return { backgroundColor, borderColor, borderRadius, color, fontWeight, padding };
  });

/** A few pixels of its background, as they are painted: what is computed does not tell what was forced. */
async function paint(page: Page, control: Locator): Promise<string> {
  const { x = 0, y = 0, height = 0 } = (await control.boundingBox()) ?? {};
  const clip = { x: x + 8, y: y + height / 2 - 2, width: 4, height: 4 };
  return (await page.screenshot({ clip })).toString('base64');
}

test('with forced colours the chosen filter is told from the others, in the list and in the import alike', async ({
  page,
}) => {
  const member = await createMember();
  await addProduct(member);
  await signInAs(page, member);
  const looks = async (group: Locator) => ({
    chosen: await readLook(group.getByRole('button', { pressed: true }).first()),
    other: await readLook(group.getByRole('button', { pressed: false }).first()),
  });
  const inList = page.getByRole('group', { name: words('products.filter.label') });
  const inImport = page.getByRole('group', { name: words('imports.rows.filter') });
  const work = new ImportPage(page);
  const openRows = async () => {
    await work.open();
    await work.choose('laitteet.csv', `Tuote;Sarjanro\r\nValokeila 50 mm f/1.2;${inventSerial()}`);
    await work.check.click();
    await expect(inImport).toBeVisible();
    await page.mouse.move(0, 0);
  };

  await openSettled(page, paths.products('fi'));
  const plain = await looks(inList);
  await page.emulateMedia({ forcedColors: 'active' });
  const forced = await looks(inList);
  const chosen = inList.getByRole('button', { pressed: true });
  const other = inList.getByRole('button', { pressed: false }).first();
  expect(await paint(page, chosen)).not.toBe(await paint(page, other));

  await openRows();
  expect(await looks(inImport)).toEqual(forced);
  await page.emulateMedia({ forcedColors: 'none' });
  expect(await looks(inImport)).toEqual(plain);
});

test('with forced colours the lines in the place of what is loaded are seen', async ({ page }) => {
  await signInAs(page, await createMember());
  await page.emulateMedia({ forcedColors: 'active' });
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/rest/v1/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(paths.invoices('fi'));
  const line = page.getByRole('main').locator('.skeleton .line').first();
  await expect(line).toHaveCSS('border-top-style', 'solid');
  goOn();
  await expect(line).toHaveCount(0);
});
