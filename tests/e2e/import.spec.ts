import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { findViolations } from '../support/accessibility.ts';
import { inventSerial } from '../support/company.ts';
import { makeXlsx } from '../support/make-xlsx.ts';
import { changeRole, createMember, endSessions, signInAs } from '../support/members.ts';
import { ImportPage } from '../support/pages/import.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { addProduct } from '../support/products.ts';
import { waitForTransitions } from '../support/settle.ts';
import { sql } from '../support/stack.ts';

const countProducts = async ({ accountId }: { accountId: string }): Promise<number> => {
  const [row] =
    await sql`select count(*)::integer as count from public.products where account_id = ${accountId} and removed_at is null`;
  return row?.count;
};
const expectClean = async (page: Page, where: string) => {
  await waitForTransitions(page);
  expect(await findViolations(page), where).toEqual([]);
};

test('a file without a column for the model is refused at the select that must be chosen', async ({ page }) => {
  await signInAs(page, await createMember());
  const work = new ImportPage(page);
  await work.open();
  await work.choose('laitteet.csv', `Numero;Päivä\r\n${inventSerial()};31.5.2024`);
  await work.check.click();
  const model = work.column('model_name');
  await expect(model).toBeFocused();
  await expect(model).toHaveAttribute('aria-invalid', 'true');
  await expect(model).toHaveAccessibleDescription(work.words('imports.match.model_needed'));
  await expectClean(page, 'without a model');
  await model.selectOption('0');
  await expect(model).not.toHaveAttribute('aria-invalid');
});

for (const device of [
  { name: 'a desktop', viewport: { width: 1280, height: 900 } },
  { name: 'a phone', viewport: { width: 390, height: 844 } },
]) {
  test.describe(`on ${device.name}`, () => {
    test.use({ viewport: device.viewport });

    test('a CSV file with good and bad rows shows every row’s fate, registers the good ones and gives the bad ones back', async ({
      page,
    }) => {
      const member = await createMember();
      const [present, fine, gap] = [inventSerial(), inventSerial(), inventSerial()];
      await addProduct(member, { serial: present });
      await signInAs(page, member);
      const work = new ImportPage(page);
      await work.open();
      await expectClean(page, 'choosing');
      await work.choose(
        'laitteet.csv',
        [
          'Tuote;Sarjanro;Ostopvm;Ostomaa;Kauppa;Huomautus',
          `Valokeila 50 mm f/1.2;${fine};31.5.2024;Suomi;Kuvakulma Helsinki;ok`,
          `VL-50F12;${gap};;FI;Kuvakulma Helsinki;päivä hukassa`,
          `Valokeila 50 mm f/1.2;${present};31.5.2024;Suomi;Kuvakulma Helsinki;on jo`,
          `Valokeila 50 mm f/1.2;EI-NUMERO;31.5.2024;Suomi;Kuvakulma Helsinki;väärä`,
          `Laulava lautanen;${inventSerial()};31.5.2024;Suomi;Kuvakulma Helsinki;tuntematon`,
          `Valokeila 50 mm f/1.2;${inventSerial()};31.5.2024;Suomi;=HYPERLINK("http://paha.example");kaava`,
        ].join('\r\n'),
      );
      await expect(work.step).toHaveText(work.words('imports.match.title'));
      await expect(work.step).toBeFocused();
      await expect(work.column('dealer_name')).toContainText('Kauppa (esim. Kuvakulma Helsinki)');
      await expect(page.getByLabel('Laulava lautanen (1 rivi)')).toBeVisible();
      await expectClean(page, 'matching');
      await work.check.click();

      await expect(work.step).toHaveText(work.words('imports.preview.title'));
      await expect(work.step).toBeFocused();
      await expect(page.getByText(work.words('imports.preview.summary', { count: 2, points: '200' }))).toBeVisible();
      expect(await countProducts(member)).toBe(1);
      await expect(work.rows).toHaveCount(3);
      await expect(work.rows.nth(0)).toContainText('Sarjanumero ei näytä tämän mallin numerolta');
      await expect(work.rows.nth(1)).toContainText(work.words('imports.reason.model_unknown'));
      await expect(work.rows.nth(2)).toContainText(work.words('imports.reason.formula'));
      await work.filter('present', 1).click();
      await expect(work.rows).toHaveText(/On jo luettelossasi/);
      await expectClean(page, 'looking');

      const errors = await work.saveErrors();
      expect(errors).toContain('Tuote;Sarjanro;Ostopvm;Ostomaa;Kauppa;Huomautus;Syy\r\n');
      expect(errors).toContain('väärä;');
      expect(errors).toContain(`"'=HYPERLINK(""http://paha.example"")"`);
      expect(errors.trim().split('\r\n')).toHaveLength(4);

      await work.wholeOnly.check();
      await work.register.click();
      await expect(work.alert).toContainText(work.words('imports.preview.whole_stopped'));
      expect(await countProducts(member)).toBe(1);

      await page.getByRole('radio', { name: work.words('imports.preview.good') }).check();
      await work.register.click();
      await expect(work.result).toContainText('2 tuotetta rekisteröitiin, +200 p');
      await expectClean(page, 'done');
      expect(await countProducts(member)).toBe(3);
      await page
        .getByRole('main')
        .getByRole('link', { name: work.words('imports.done.list') })
        .click();
      const products = new ProductsPage(page);
      await expect(products.items).toHaveCount(3);
      await expect(products.points).toHaveText(/^400 p/);
    });

    test('a workbook whose dates can be read in two ways is asked about once', async ({ page }) => {
      const member = await createMember();
      await signInAs(page, member);
      const work = new ImportPage(page);
      await work.open();
      const workbook = makeXlsx([
        ['Serial number', 'Model', 'Date of purchase', 'Country', 'Shop'],
        [Number(inventSerial()), 'Valokeila 50 mm f/1.2', '5/6/2024', 'Sweden', 'Photo'],
        [Number(inventSerial()), 'Valokeila 50 mm f/1.2', { date: 45443 }, 'Ruotsi', 'Photo'],
      ]);
      await work.choose('laitteet.xlsx', workbook, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
      await work.check.click();
      await expect(page.getByText(work.words('imports.match.order_needed'))).toBeVisible();
      await page.getByRole('radio', { name: 'Kuukausi ensin: 6.5.2024' }).check();
      await work.check.click();
      await work.wholeOnly.check();
      await work.register.click();
      await expect(work.result).toContainText('2 tuotetta rekisteröitiin, +400 p');
      const rows =
        await sql`select purchased_on::text as day, purchase_country as country from public.products where account_id = ${member.accountId} order by 1`;
      expect(rows.map(({ day, country }) => [day, country])).toEqual([
        ['2024-05-06', 'SE'],
        ['2024-05-31', 'SE'],
      ]);
    });

    test('rows pasted without headings are understood by what stands in them', async ({ page }) => {
      const member = await createMember();
      await signInAs(page, member);
      const work = new ImportPage(page);
      await work.open();
      await work.pasted.fill(
        `R9\t072031${inventSerial(6)}\t1.6.2023\tKuvakulma\n85 mm f/1.2\t${inventSerial()}\tn. 2.6.2023\tKuvakulma`,
      );
      await work.readPaste.click();
      await expect(work.column('serial_number')).not.toHaveValue('');
      await work.check.click();
      await work.register.click();
      await expect(work.result).toContainText('2 tuotetta rekisteröitiin');
      const rows =
        await sql`select purchased_on_is_estimate as guessed, missing from public.products where account_id = ${member.accountId} order by purchased_on`;
      expect(rows.map(({ guessed, missing }) => [guessed, missing])).toEqual([
        [false, ['purchase_country']],
        [true, ['purchase_country']],
      ]);
    });
  });
}

test('an import is gone on with where it was left, on another visit', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const work = new ImportPage(page);
  await work.open();
  const lines = Array.from({ length: 1200 }, () => `VL-50F12;${inventSerial()};2024-05-31;FI;Kuvakulma`);
  await work.choose('iso.csv', ['Tuotekoodi;Sarjanumero;Ostopäivä;Maa;Myyjä', ...lines].join('\n'));
  await work.check.click();
  await expect(work.register).toHaveText(/Rekisteröi 1200 tuotetta/);
  await page.goto(paths.products('fi'));
  await work.open();
  await expect(page.getByText('iso.csv: 1200 riviä')).toBeVisible();

  // The second chunk's answer is lost: it was written, and is not written again.
  let calls = 0;
  await page.route('**/rpc/write_import', async (route) => {
    calls += 1;
    if (calls === 2) {
      await route.fetch();
      await route.abort();
    } else await route.continue();
  });
  await work.register.click();
  await expect(work.alert).toContainText(work.words('imports.stopped'));
  expect(await countProducts(member)).toBe(1000);
  await page.unroute('**/rpc/write_import');
  await work.open();
  await expect(work.result).toContainText('1200 tuotetta rekisteröitiin');
  expect(await countProducts(member)).toBe(1200);
  const [row] =
    await sql`select balance, (select sum(points) from public.point_entries where account_id = ${member.accountId})::integer as sum from public.point_balances where account_id = ${member.accountId}`;
  expect(row).toEqual({ balance: 240_000, sum: 240_000 });
});

test('a serial of another company is told when the rows are registered, not before', async ({ page }) => {
  const serial = inventSerial();
  await addProduct(await createMember(), { serial });
  const member = await createMember();
  await signInAs(page, member);
  const work = new ImportPage(page);
  await work.open();
  await work.choose(
    'laitteet.csv',
    `Malli;Sarjanumero;Ostopäivä;Ostomaa;Jälleenmyyjä\nVL-50F12;${serial};1.6.2023;FI;Kuvakulma`,
  );
  await work.check.click();
  await expect(work.rows).not.toContainText('Selvitetään');
  await work.register.click();
  await expect(work.rows).toContainText('Sarjanumero');
  await expect(page.getByRole('img', { name: work.words('imports.fate.disputed') })).toBeVisible();
});

test('a file that is none is refused kindly, and who may not register is told so', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const work = new ImportPage(page);
  await work.open();
  await work.choose('kuva.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'image/png');
  await expect(work.alert).toContainText(work.words('imports.refused.unknown_kind'));
  await work.choose('tyhja.csv', '\n;;\n');
  await expect(work.alert).toContainText(work.words('imports.refused.empty'));

  await changeRole(member, 'viewer');
  await work.open();
  await expect(page.getByText(work.words('errors.not_allowed'))).toBeVisible();
});

test('pasted rows stay until they have arrived, through a reload and a session that is over', async ({ page }) => {
  const member = await createMember();
  const rows = `Tuote\tSarjanro\nValokeila 50 mm f/1.2\t${inventSerial()}`;
  await signInAs(page, member);
  const work = new ImportPage(page);
  await work.open();
  await work.pasted.fill(rows);
  await page.reload();
  await expect(work.pasted).toHaveValue(rows);
  await work.readPaste.click();
  await endSessions(member);
  await work.check.click();
  await work.signIn.click();
  await new SignInPage(page).signIn(member.email, member.password);
  await expect(work.pasted).toHaveValue(rows);
  await work.readPaste.click();
  await work.check.click();
  await expect(work.step).toHaveText(work.words('imports.preview.title'));
  await page.reload();
  await expect(work.step).toHaveText(work.words('imports.preview.title'));
  await page.getByRole('button', { name: work.words('imports.match.other_file') }).click();
  await expect(work.pasted).toHaveValue('');
});
