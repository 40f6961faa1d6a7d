import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import config from '../../playwright.config.ts';
import { paths } from '../../src/lib/paths.ts';
import { findViolations } from '../support/accessibility.ts';
import { drawCodes, makeFilm } from '../support/draw-code39.ts';
import { createMember, signInAs } from '../support/members.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { readWords } from '../support/pages/words.ts';
import { openSettled, waitForTransitions } from '../support/settle.ts';
import { locales } from '../support/site-pages.ts';

const words = readWords('fi', 'scan', 'series');
const serial = '072031004711';
const article = '64171820';

// A camera that shows a label with two barcodes: an article number above, the serial below.
const folder = mkdtempSync(join(tmpdir(), 'cps-portal-label-'));
const film = join(folder, 'label.y4m');
test.beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(film, makeFilm(drawCodes([article, serial])));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { launchOptions } = config.use ?? {};
const camera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
test.use({ launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), ...camera] } });

for (const locale of locales) {
  const words = readWords(locale, 'scan');

  test(`the camera reads the codes of a label in ${locale}, the model’s serial first`, async ({ page, context }) => {
    await context.grantPermissions(['camera']);
    await signInAs(page, await createMember({ locale }));
    const form = new ProductFormPage(page, locale);
    await form.openNew();
    await form.chooseModel('R9', 'Valokeila R9');
    await page.getByRole('button', { name: words('scan.open') }).click();
    const dialog = page.getByRole('dialog', { name: words('scan.title') });
    const codes = dialog.getByRole('listitem').getByRole('button');
    await expect(codes).toHaveText([words('scan.use', { code: serial }), words('scan.use', { code: article })]);
    await expect(dialog.getByRole('listitem').first()).toContainText(words('scan.fits'));
    await waitForTransitions(page);
    expect(await findViolations(page)).toEqual([]);
    await codes.first().click();
    await expect(dialog).toBeHidden();
    await expect(form.serial).toHaveValue(serial);
    await expect(page.getByRole('button', { name: words('scan.open') })).toBeFocused();
  });

  test(`who refuses the camera is told kindly in ${locale} what else can be done`, async ({ page }) => {
    await signInAs(page, await createMember({ locale }));
    await openSettled(page, paths.registerProduct(locale));
    await page.getByRole('button', { name: words('scan.open') }).click();
    await expect(page.getByRole('dialog').getByText(words('scan.refused'))).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('button', { name: words('scan.photo') })).toBeVisible();
    await waitForTransitions(page);
    expect(await findViolations(page)).toEqual([]);
  });
}

test('in a series the code goes to the first empty line', async ({ page, context }) => {
  await context.grantPermissions(['camera']);
  await signInAs(page, await createMember());
  await openSettled(page, paths.registerSeries('fi'));
  await page.getByRole('textbox', { name: words('series.serials.label', { number: 1 }) }).fill('072031000001');
  await page.getByRole('button', { name: words('scan.open') }).click();
  await page.getByRole('button', { name: words('scan.use', { code: serial }) }).click();
  await expect(page.getByRole('textbox', { name: words('series.serials.label', { number: 2 }) })).toHaveValue(serial);
});
