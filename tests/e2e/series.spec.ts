import { expect, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { findViolations } from '../support/accessibility.ts';
import { inventSerial } from '../support/company.ts';
import { changeRole, createMember, signInAs } from '../support/members.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { openSettled, waitForTransitions } from '../support/settle.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'series', 'products', 'errors', 'common');

for (const [device, viewport] of Object.entries({
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
})) {
  test(`several units of one purchase are registered by their serials alone, on a ${device}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const member = await createMember();
    const [known, disputed, ...fresh] = Array.from({ length: 5 }, () => inventSerial());
    await addProduct(member, { serial: known ?? '' });
    await addProduct(await createMember(), { serial: disputed ?? '' });
    await signInAs(page, member);
    const form = new ProductFormPage(page);
    await openSettled(page, paths.registerSeries('fi'));
    await form.fill({
      model: { search: '50 mm', name: 'Valokeila 50 mm f/1.2' },
      date: '1.6.2023',
      dealer: 'Kuvakulma Helsinki',
    });
    const line = (number: number) =>
      page.getByRole('textbox', { name: words('series.serials.label', { number }), exact: true });
    const lines = page.getByRole('region', { name: words('series.serials.title') }).getByRole('listitem');

    await line(1).fill(fresh[0] ?? '');
    await line(1).press('Enter');
    await expect(line(2)).toBeFocused();
    const fits = words('series.fate.complete', { points: '200' });
    await expect(lines.nth(0)).toContainText(fits);
    // Heard as well, though the focus is on the next one already.
    await expect(page.getByRole('status').filter({ hasText: fits })).toContainText(
      words('series.serials.label', { number: 1 }),
    );
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, `${fresh[1]}\n${known}\n${disputed}\nVIRHE\n${fresh[1]}`);
    await expect(lines).toHaveCount(6);
    await expect(lines.nth(2)).toContainText(words('series.fate.present'));
    await expect(lines.nth(3)).toContainText(words('series.fate.complete', { points: '200' }));
    await expect(lines.nth(4)).toContainText('Sarjanumero ei näytä tämän mallin numerolta');
    await expect(lines.nth(5)).toContainText(words('series.fate.twice'));
    // Of several, the first that has to be corrected.
    await expect(page.getByRole('status').filter({ hasText: words('series.fate.present') })).toContainText(
      words('series.serials.label', { number: 3 }),
    );
    await waitForTransitions(page);
    expect(await findViolations(page)).toEqual([]);

    await page.getByRole('button', { name: words('series.save', { count: 6 }) }).click();
    await expect(page.getByText(words('series.result', { count: 3, points: '400' }))).toBeVisible();
    await expect(page.getByText(words('series.result_left', { count: 3 }))).toBeVisible();
    await expect(lines.nth(0)).toContainText(words('series.saved.complete', { points: '200' }));
    await expect(lines.nth(3)).toContainText(words('series.saved.disputed'));
    await expect(line(1)).toHaveAttribute('readonly');
    expect(await findViolations(page)).toEqual([]);

    await line(5).fill(fresh[2] ?? '');
    await page.getByRole('button', { name: words('series.save', { count: 3 }) }).click();
    await expect(page.getByText(words('series.result', { count: 1, points: '200' }))).toBeVisible();
    const [row] =
      await sql`select count(*)::integer as count, count(*) filter (where is_complete)::integer as complete from public.products where account_id = ${member.accountId}`;
    expect(row).toEqual({ count: 5, complete: 4 });
  });
}

test('a series asks for its model first, and who may not register is told so', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  await openSettled(page, paths.registerSeries('fi'));
  await page.getByRole('button', { name: /^Rekisteröi 0/ }).click();
  const form = new ProductFormPage(page);
  const serial = page.getByRole('textbox', { name: words('series.serials.label', { number: 1 }) });
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText(words('products.form.model_missing'));
  await expect(form.model).toHaveAccessibleDescription(new RegExp(words('products.form.model_missing')));
  await expect(serial).toHaveAccessibleDescription(words('series.serials.none'));
  await page
    .getByRole('alert')
    .getByRole('link', { name: words('series.serials.none') })
    .click();
  await expect(serial).toBeFocused();
  expect(await findViolations(page)).toEqual([]);
  await changeRole(member, 'viewer');
  await openSettled(page, paths.registerSeries('fi'));
  await expect(page.getByText(words('errors.not_allowed'))).toBeVisible();
});

test('an answer that was lost is asked for again, and nothing is registered twice', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  await openSettled(page, paths.registerSeries('fi'));
  await form.chooseModel('50 mm', 'Valokeila 50 mm f/1.2');
  await page.getByRole('textbox', { name: words('series.serials.label', { number: 1 }) }).fill(inventSerial());
  await page.route('**/rpc/register_series', async (route) => {
    await route.fetch();
    await route.abort();
  });
  const save = page.getByRole('button', { name: words('series.save', { count: 1 }) });
  await save.click();
  await expect(page.getByRole('alert')).toContainText(words('errors.connection_lost'));
  await page.unroute('**/rpc/register_series');
  await save.click();
  await expect(page.getByText(words('series.result', { count: 1, points: '0' }))).toBeVisible();
  const [row] =
    await sql`select count(*)::integer as count from public.products where account_id = ${member.accountId}`;
  expect(row?.count).toBe(1);
});
