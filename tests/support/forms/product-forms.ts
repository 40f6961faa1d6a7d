import type { Page } from '@playwright/test';
import { inventSerial } from '../company.ts';
import { changeRole, createMember, type Member, signInAs } from '../members.ts';
import { AcceptPage } from '../pages/accept.ts';
import { ProductFormPage } from '../pages/product-form.ts';
import { ProductsPage } from '../pages/products.ts';
import { readWords } from '../pages/words.ts';
import { addProduct } from '../products.ts';
import { makeRelease } from '../release.ts';
import { sql } from '../stack.ts';
import { countRows } from './count.ts';
import { clearFields, type OpenForm, type TestedForm, typeAll, writesTo } from './form.ts';

const words = readWords('fi', 'products', 'common', 'errors');

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
export async function readDealer(page: Page, member: Member) {
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

const acceptProduct: TestedForm = {
  name: 'Accept product',
  async open(page) {
    const member = await createMember();
    await signInAs(page, member);
    const form = new AcceptPage(page);
    await form.open(await makeRelease(await createMember()));
    const typed = [
      { field: form.date, value: '1.6.2023' },
      { field: form.dealer, value: 'Kuvakulma Helsinki' },
    ];
    return {
      member,
      submit: form.accept,
      problems: page.getByRole('main').getByRole('alert'),
      required: [],
      bad: [
        {
          field: form.date,
          value: '31.2.2023',
          says: words('common.form.field_date', { pattern: words('common.date.pattern') }),
        },
      ],
      typed,
      echo: { field: form.dealer, show: () => readDealer(page, member) },
      empty: () => clearFields([form.dealer]),
      fill: () => typeAll(typed),
      done: form.doneHeading,
      isWrite: writesTo('/rpc/accept_release', 'POST'),
      countWritten: () => countRows(sql`from public.products where account_id = ${member.accountId}`),
    };
  },
};

/** The forms around products. */
export const productForms: readonly TestedForm[] = [registerProduct, editProduct, acceptProduct];
