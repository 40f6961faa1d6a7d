import type { Page } from '@playwright/test';
import { inventSerial } from '../company.ts';
import { findCode, waitForMail } from '../mailbox.ts';
import { changeRole, createMember, type Member, signInAs } from '../members.ts';
import { addLegacyAccount } from '../old-system.ts';
import { MigrationPage } from '../pages/migration.ts';
import { ProductFormPage } from '../pages/product-form.ts';
import { ProductsPage } from '../pages/products.ts';
import { readWords } from '../pages/words.ts';
import { addProduct } from '../products.ts';
import { sql } from '../stack.ts';
import { countRows } from './count.ts';
import { clearFields, type OpenForm, type TestedForm, typeAll, writesTo } from './form.ts';

const words = readWords('fi', 'products', 'migration', 'common', 'errors');

/** What registering and changing a product have in common. */
function describeProductForm(page: Page, member: Member) {
  const form = new ProductFormPage(page);
  const typed = [
    { field: form.serial, value: inventSerial() },
    { field: form.date, value: '1.6.2023' },
    { field: form.dealer, value: 'Kuvakulma Helsinki' },
  ];
  const pattern = words('common.date.pattern');
  return {
    form,
    typed,
    member,
    submit: form.save,
    problems: form.summary,
    required: [form.model],
    bad: [
      { field: form.serial, value: '1'.repeat(61), says: words('common.form.field_too_long', { max: 60 }) },
      { field: form.serial, value: '<b>123</b>', says: words('errors.serial_format', { hint: '4400520' }) },
      { field: form.date, value: '31.2.2023', says: words('common.form.field_date', { pattern }) },
      { field: form.date, value: '1.6.2999', says: words('errors.purchase_date_in_future') },
      { field: form.date, value: '1.6.1949', says: words('errors.purchase_date_too_old') },
      { field: form.dealer, value: 'x'.repeat(121), says: words('common.form.field_too_long', { max: 120 }) },
    ],
    empty: () => clearFields([form.model, form.serial, form.date, form.dealer]),
    done: new ProductsPage(page).heading,
  };
}

/** Signed in as somebody who only reads, the dealer stands on the page as text. */
async function readDealer(page: Page, member: Member) {
  await changeRole(member, 'viewer');
  const products = new ProductsPage(page);
  await products.open();
  await products.view(products.items.first());
  return page.getByRole('definition').last();
}

const registerProduct: TestedForm = {
  name: 'Register product',
  async open(page) {
    const member = await createMember();
    await signInAs(page, member);
    const { form, ...common } = describeProductForm(page, member);
    await form.openNew();
    const open: OpenForm = {
      ...common,
      echo: { field: form.dealer, show: () => readDealer(page, member) },
      fill: async () => {
        await form.chooseModel('50 mm', 'Valokeila 50 mm f/1.2');
        await typeAll(common.typed);
      },
      isWrite: writesTo('/rest/v1/products', 'POST'),
      countWritten: () => countRows(sql`from public.products where account_id = ${member.accountId}`),
    };
    return open;
  },
};

const editProduct: TestedForm = {
  name: 'Edit product',
  async open(page) {
    const member = await createMember();
    const id = await addProduct(member, { serial: null, boughtOn: null, dealer: null });
    await signInAs(page, member);
    const { form, ...common } = describeProductForm(page, member);
    await page.goto(`/fi/products/view/?id=${id}`);
    const open: OpenForm = {
      ...common,
      echo: { field: form.dealer, show: () => readDealer(page, member) },
      fill: async () => {
        await form.chooseModel('50 mm', 'Valokeila 50 mm f/1.2');
        await typeAll(common.typed);
      },
      isWrite: writesTo('/rest/v1/products', 'PATCH'),
      countWritten: () => countRows(sql`from public.point_entries where account_id = ${member.accountId}`),
    };
    return open;
  },
};

const migrationCode: TestedForm = {
  name: 'Code for the migration',
  async open(page) {
    const legacyEmail = `vanha.${inventSerial()}@kuvaamo.example`;
    await addLegacyAccount({ email: legacyEmail, membershipNumber: `OLD-${inventSerial()}`, products: [] });
    const member = await createMember({ legacyEmail });
    await signInAs(page, member);
    const form = new MigrationPage(page);
    await form.open();
    await form.sendCode.click();
    const mail = await waitForMail(legacyEmail, readWords('fi', 'mails')('mails.migration_code.subject'));
    const typed = [{ field: form.code, value: findCode(mail), isSecret: true }];
    return {
      member,
      submit: form.confirmCode,
      problems: page.getByRole('main').getByRole('alert'),
      required: [form.code],
      bad: [
        { field: form.code, value: '12 34', says: words('migration.proof.code_form') },
        { field: form.code, value: '🎞️', says: words('migration.proof.code_form') },
      ],
      typed,
      empty: () => form.code.clear(),
      fill: () => typeAll(typed),
      done: form.move,
      isWrite: writesTo('/rpc/confirm_migration_code', 'POST'),
      countWritten: () =>
        countRows(
          sql`from private.legacy_proofs where account_id = ${member.accountId} and proven_at is not null and wrong_codes = 0`,
        ),
    };
  },
};

/** The forms around products. */
export const productForms: readonly TestedForm[] = [registerProduct, editProduct, migrationCode];
