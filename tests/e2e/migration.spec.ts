import { expect, test } from '@playwright/test';
import { join } from '../functions/support/joining.ts';
import { inventSerial } from '../support/company.ts';
import { findCode, waitForMail } from '../support/mailbox.ts';
import { createMember, type Member, signInAs } from '../support/members.ts';
import { addLegacyAccount } from '../support/old-system.ts';
import { MembershipPage } from '../support/pages/membership.ts';
import { MigrationPage } from '../support/pages/migration.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { sql } from '../support/stack.ts';

const words = readWords('fi', 'migration', 'products', 'errors');
const complete = { modelCode: 'VL-85F12', boughtOn: '2022-05-04', country: 'FI', dealer: 'Pohjolan Kamera' };

test('an old account of the same address shows the blue, rightmost button and needs no code', async ({ page }) => {
  const member = await createMember();
  await addLegacy(member.email);
  await signInAs(page, member);
  const products = new ProductsPage(page);
  await products.open();
  await expect(products.migrate).toBeVisible();
  const [register, migrate] = await Promise.all([products.register.boundingBox(), products.migrate.boundingBox()]);
  expect(migrate?.x).toBeGreaterThan((register?.x ?? 0) + (register?.width ?? 0) - 1);
  const colour = await products.migrate.evaluate((button) => getComputedStyle(button).backgroundColor);
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  expect(blue).toBeGreaterThan(Math.max(red, green));

  await products.migrate.click();
  const migration = new MigrationPage(page);
  await expect(migration.rows).toHaveCount(1);
  await expect(migration.sendCode).toBeHidden();
  await migration.move.dblclick();
  await expect(migration.doneHeading).toBeVisible();
  await migration.toList.click();
  await expect(products.items).toHaveCount(1);
  await expect(products.migrate).toBeHidden();
});

test('while the products move, the page says that one may leave it', async ({ page }) => {
  const member = await createMember();
  await addLegacy(member.email);
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/rpc/migrate_products', async (route) => {
    await held;
    await route.continue();
  });
  await migration.move.click();
  await expect(page.getByRole('status').filter({ hasText: words('migration.preview.leave') })).toBeVisible();
  goOn();
  await expect(migration.doneHeading).toBeVisible();
});

test('without an old address the page says why there is nothing to move', async ({ page }) => {
  await signInAs(page, await createMember());
  const products = new ProductsPage(page);
  await products.open();
  await expect(page.getByText(/koska yritystiliä luotaessa ei annettu vanhaa/)).toBeVisible();
  await expect(products.migrate).toBeHidden();
  const migration = new MigrationPage(page);
  await migration.open();
  await expect(migration.nothingHeading).toBeVisible();
});

test('an old address the old system does not know is told only after it was proven', async ({ page }) => {
  const member = await createMember({ legacyEmail: `tuntematon.${inventSerial()}@kuvaamo.example` });
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await expect(migration.sendCode).toBeVisible();
  await sql`
    insert into private.legacy_proofs (account_id, email, proven_at)
    select id, legacy_email, now() from public.accounts where id = ${member.accountId}`;
  await migration.open();
  await expect(migration.nothingHeading).toBeVisible();
  await expect(page.getByText(/Antamallasi osoitteella ei ole siirrettäviä tuotteita/)).toBeVisible();
});

test('a wrong code leaves four tries, an expired one asks for a new code, and nothing moves', async ({ page }) => {
  const legacyEmail = `vanha.${inventSerial()}@kuvaamo.example`;
  await addLegacy(legacyEmail);
  const member = await createMember({ legacyEmail });
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await migration.sendCode.click();
  await migration.code.fill('000000');
  await migration.confirmCode.click();
  await expect(migration.code).toHaveAccessibleDescription(new RegExp(words('migration.proof.wrong', { count: 4 })));
  await sql`update private.legacy_proofs set code_sent_at = now() - interval '11 minutes' where account_id = ${member.accountId}`;
  await migration.confirmCode.click();
  await expect(migration.code).toHaveAccessibleDescription(new RegExp(words('errors.migration_code_expired')));
  await expect(page.getByRole('button', { name: words('migration.proof.again') })).toBeVisible();
  expect(await sql`select from public.products where account_id = ${member.accountId}`).toHaveLength(0);
});

test('the preview marks what is incomplete, twice or there already, tells nothing of other companies, and moves just that', async ({
  page,
}) => {
  const member = await createMember();
  const [own, others, twice] = [inventSerial(), inventSerial(), inventSerial()];
  await addProduct(member, { model: 'VL-85F12', serial: own });
  await addProduct(await createMember(), { model: 'VL-85F12', serial: others });
  await addLegacyAccount({
    email: member.email,
    membershipNumber: `OLD-${inventSerial()}`,
    products: [
      { ...complete, serial: twice },
      { ...complete, serial: twice },
      { ...complete, serial: own },
      { ...complete, serial: others },
      { modelCode: 'VL-85F12', serial: null },
    ],
  });
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await expect(migration.rows).toHaveCount(5);
  for (const [fate, count] of [
    ['complete', 2],
    ['incomplete', 1],
    ['twice', 1],
    ['duplicate', 1],
  ] as const) {
    await expect(migration.rows.getByRole('img', { name: words(`migration.fate.${fate}`) })).toHaveCount(count);
  }
  await expect(page.getByText(words('migration.preview.summary', { count: 3, points: '470' }))).toBeVisible();
  await migration.move.click();
  await migration.toList.click();
  const products = new ProductsPage(page);
  await expect(products.items).toHaveCount(4);
  await expect(products.points).toHaveText(/^470 p/);
});

test('the former number is kept and stands on the membership beside the new one', async ({ page }) => {
  const member = await createMember({ points: 600 });
  const number = await addLegacy(member.email);
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await migration.move.click();
  await expect(migration.doneHeading).toBeVisible();
  await becomeMember(member);
  const membership = new MembershipPage(page);
  await membership.open();
  await expect(membership.number).toHaveText(/^CPS-FI\d{7}$/);
  await expect(membership.formerNumber).toHaveText(number);
  await expect(membership.formerNote).toBeVisible();
});

test('an owner gives the old address later, proves it by its code, moves, and takes the move back', async ({
  page,
}) => {
  const member = await createMember();
  const old = `vanha.${inventSerial()}@kuvaamo.example`;
  await addLegacy(old);
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await expect(migration.nothingHeading).toBeVisible();
  await migration.oldAddress.fill(old);
  await migration.saveAddress.click();
  await migration.sendCode.click();
  await migration.code.fill(findCode(await waitForMail(old, 'Vahvistuskoodi')));
  await migration.confirmCode.click();
  await expect(migration.rows).toHaveCount(1);
  await migration.move.click();
  await expect(migration.doneHeading).toBeVisible();
  expect(await readBalance(member)).toBe(235);

  await expect(page.getByText(/Voit perua siirron \d+\.\d+\.\d+ asti/)).toBeVisible();
  await migration.undo.click();
  await expect(migration.dialog.getByText(words('migration.undo.leaving', { count: 1, points: '235' }))).toBeVisible();
  await migration.confirmUndo.click();
  await expect(page.getByText(words('migration.undo.done', { count: 1, points: '235' }))).toBeVisible();
  expect(await readBalance(member)).toBe(0);
  await expect(migration.rows).toHaveCount(1);
  await migration.move.click();
  await expect(migration.doneHeading).toBeVisible();
  expect(await readBalance(member)).toBe(235);
});

test('the old number brings a code to the address on file; an unknown number looks the same', async ({ page }) => {
  const member = await createMember();
  const old = `vanha.${inventSerial()}@kuvaamo.example`;
  const number = await addLegacy(old);
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await migration.oldNumber.fill('TUNTEMATON-1');
  await migration.sendNumberCode.click();
  await expect(page.getByText(words('migration.number.sent'))).toBeVisible();
  await expect(page.getByText(/•••/)).toHaveCount(0);
  await migration.changeNumber.click();
  await migration.oldNumber.fill(number);
  await migration.sendNumberCode.click();
  await expect(page.getByText(words('migration.number.sent'))).toBeVisible();
  await expect(page.getByText(/•••/)).toHaveCount(0);
  await migration.numberCode.fill(findCode(await waitForMail(old, 'Vahvistuskoodi')));
  await migration.confirmNumberCode.click();
  await expect(migration.rows).toHaveCount(1);
});

test('products changed since a move are shown, and stay when it is taken back', async ({ page }) => {
  const member = await createMember();
  const products = [
    { ...complete, serial: inventSerial() },
    { ...complete, serial: inventSerial() },
  ];
  await addLegacyAccount({ email: member.email, membershipNumber: `OLD-${inventSerial()}`, products });
  await signInAs(page, member);
  const migration = new MigrationPage(page);
  await migration.open();
  await migration.move.click();
  await expect(migration.doneHeading).toBeVisible();
  await sql`update public.products set dealer_name = 'Toinen kauppa' where account_id = ${member.accountId} and serial_number = ${products[0]?.serial ?? ''}`;
  await migration.open();
  await migration.undo.click();
  await expect(migration.dialog.getByText(words('migration.undo.kept', { count: 1 }))).toBeVisible();
  await expect(migration.dialog.getByRole('listitem')).toContainText(products[0]?.serial ?? '');
  await migration.confirmUndo.click();
  await expect(page.getByText(words('migration.undo.done', { count: 1, points: '235' }))).toBeVisible();
  expect(await readBalance(member)).toBe(235);
});

async function readBalance(member: Member): Promise<number> {
  const [row] = await sql<{ balance: number }[]>`
    select balance from public.point_balances where account_id = ${member.accountId}`;
  return row?.balance ?? 0;
}

async function addLegacy(email: string): Promise<string> {
  const membershipNumber = `OLD-${inventSerial()}`;
  await addLegacyAccount({ email, membershipNumber, products: [{ ...complete, serial: inventSerial() }] });
  return membershipNumber;
}

function becomeMember(member: Member) {
  return join(member, { paymentMethod: 'bank_transfer' });
}
