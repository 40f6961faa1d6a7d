import { expect, type Page } from '@playwright/test';
import type { BillingFieldName } from '../../../src/components/billing/billing-form.ts';
import { newAddress } from '../../functions/support/companies.ts';
import { createMember, type Member, signInAs } from '../members.ts';
import { AccountPage } from '../pages/account.ts';
import { JoinPage } from '../pages/join.ts';
import { MembershipPage } from '../pages/membership.ts';
import { PeoplePage } from '../pages/people.ts';
import { SupportPage } from '../pages/support.ts';
import { readWords } from '../pages/words.ts';
import { sql } from '../stack.ts';
import { countRows } from './count.ts';
import { clearFields, type OpenForm, type TestedForm, typeAll, writesTo } from './form.ts';

const words = readWords('fi', 'join', 'account', 'support', 'common');
const wrongEmail = words('common.form.field_email');
const tooLong = (max: number) => words('common.form.field_too_long', { max });

/** The billing details stand on two pages. */
function describeBilling(page: Page) {
  const field = (name: BillingFieldName) => new JoinPage(page).field(name);
  const required = (['legal_name', 'address_line1', 'postal_code', 'city', 'invoice_email'] as const).map(field);
  const typed = [
    { field: field('legal_name'), value: 'Kuvaamo Äyräpää Oy' },
    { field: field('address_line1'), value: 'Linssikatu 5' },
    { field: field('address_line2'), value: 'B 12' },
    { field: field('postal_code'), value: '00100' },
    { field: field('city'), value: 'Helsinki' },
    { field: field('invoice_email'), value: 'laskut@kuvaamo.example' },
    { field: field('reference'), value: 'PO 📷 7' },
  ];
  return {
    field,
    required,
    typed,
    bad: [
      { field: field('legal_name'), value: 'x'.repeat(201), says: tooLong(200) },
      { field: field('postal_code'), value: '<b>', says: words('join.billing.postal_code_wrong') },
      { field: field('vat_id'), value: '12345671', says: words('join.billing.vat_id_wrong') },
      { field: field('invoice_email'), value: 'laskut', says: wrongEmail },
      { field: field('reference'), value: 'x'.repeat(101), says: tooLong(100) },
    ],
    empty: () => clearFields([...required, field('address_line2'), field('vat_id'), field('reference')]),
    fill: async () => {
      await typeAll(typed);
      await field('country').selectOption('FI');
    },
  };
}

/** The invoice's receiver as the account page shows it. */
async function readLegalName(page: Page) {
  const account = new AccountPage(page);
  await account.open();
  return account.billing.getByRole('definition').first();
}

const join: TestedForm = {
  name: 'Join',
  async open(page) {
    const member = await createMember({ points: 600 });
    await signInAs(page, member);
    const form = new JoinPage(page);
    await form.open('silver');
    const { field, ...billing } = describeBilling(page);
    const open: OpenForm = {
      ...billing,
      member,
      submit: form.joinButton,
      problems: form.problems,
      fill: async () => {
        await billing.fill();
        await form.payment('bank_transfer').check();
      },
      echo: { field: field('legal_name'), show: () => readLegalName(page) },
      done: new MembershipPage(page).number,
      isWrite: writesTo('/functions/v1/tiers', 'POST'),
      countWritten: () => countRows(sql`from public.memberships where account_id = ${member.accountId}`),
    };
    return open;
  },
};

const accountBilling: TestedForm = {
  name: 'Billing details of the account',
  async open(page) {
    const member = await createMember();
    const account = await openAccount(page, member);
    const reopen = () => account.addBilling.click();
    await reopen();
    const { field, ...billing } = describeBilling(page);
    return {
      ...billing,
      member,
      reopen,
      submit: account.billing.getByRole('button', { name: words('common.form.save') }),
      problems: account.problems,
      echo: { field: field('legal_name'), show: () => readLegalName(page) },
      done: account.saved,
      isWrite: writesTo('/rest/v1/billing_profiles', 'POST'),
      countWritten: () => countRows(sql`from public.billing_profiles where account_id = ${member.accountId}`),
    };
  },
};

const accountCompany: TestedForm = {
  name: 'Details of the company',
  async open(page) {
    const member = await createMember();
    const account = await openAccount(page, member);
    const reopen = () => account.editCompany.click();
    await reopen();
    const typed = [
      { field: account.companyName, value: 'Kuvaamo Uusi 📷 Oy' },
      { field: account.contactName, value: 'Väinö Virta' },
    ];
    return {
      member,
      reopen,
      submit: account.company.getByRole('button', { name: words('common.form.save') }),
      problems: account.problems,
      required: [account.companyName, account.contactName],
      bad: [
        { field: account.companyName, value: 'x'.repeat(201), says: tooLong(200) },
        { field: account.contactName, value: '   ', says: words('common.form.field_missing') },
      ],
      typed,
      echo: {
        field: account.companyName,
        show: async () => {
          await account.open();
          return account.company.getByRole('definition').first();
        },
      },
      empty: () => clearFields([account.companyName, account.contactName]),
      fill: () => typeAll(typed),
      done: account.saved,
      isWrite: writesTo('/rest/v1/accounts', 'PATCH'),
      countWritten: () =>
        countRows(sql`from public.accounts where id = ${member.accountId} and contact_name = 'Väinö Virta'`),
    };
  },
};

const support: TestedForm = {
  name: 'Support',
  async open(page) {
    const member = await createMember();
    await signInAs(page, member);
    const form = new SupportPage(page);
    await form.open();
    // Name and address of the member arrive a moment later.
    await expect(form.email).toHaveValue(member.email);
    const typed = [
      { field: form.name, value: 'Aino Virta' },
      { field: form.email, value: 'aino@kuvaamo.example' },
      { field: form.message, value: 'Pisteet puuttuvat.\nMistä ne tulevat? 📷' },
    ];
    return {
      member,
      submit: form.submit,
      problems: form.problems,
      required: [form.topic, form.name, form.email, form.message],
      bad: [
        { field: form.name, value: 'x'.repeat(201), says: tooLong(200) },
        { field: form.email, value: 'aino@', says: wrongEmail },
        { field: form.message, value: 'x'.repeat(5001), says: tooLong(5000) },
      ],
      typed,
      echo: {
        field: form.message,
        show: async () => {
          await form.open();
          return form.cases.first().locator('.message');
        },
      },
      empty: async () => {
        await form.topic.selectOption('');
        await clearFields(typed.map(({ field }) => field));
      },
      fill: async () => {
        await form.topic.selectOption('points');
        await typeAll(typed);
      },
      done: form.sentHeading,
      isWrite: writesTo('/functions/v1/support', 'POST'),
      countWritten: () => countRows(sql`from public.support_cases where account_id = ${member.accountId}`),
    };
  },
};

const invitation: TestedForm = {
  name: 'Invitation',
  async open(page) {
    const member = await createMember();
    await openAccount(page, member);
    const people = new PeoplePage(page);
    const reopen = () => people.openForm.click();
    await reopen();
    const typed = [{ field: people.email, value: newAddress('eero') }];
    return {
      member,
      reopen,
      submit: people.send,
      problems: people.section.getByRole('alert'),
      required: [people.email],
      bad: [
        { field: people.email, value: 'eero@', says: wrongEmail },
        { field: people.email, value: `${'x'.repeat(250)}@kuvaamo.example`, says: tooLong(254) },
      ],
      typed,
      empty: () => clearFields([people.email]),
      fill: () => typeAll(typed),
      done: people.openInvites.first(),
      isWrite: writesTo('/rpc/invite_colleague', 'POST'),
      countWritten: () => countRows(sql`from public.account_invites where account_id = ${member.accountId}`),
    };
  },
};

async function openAccount(page: Page, member: Member): Promise<AccountPage> {
  await signInAs(page, member);
  const account = new AccountPage(page);
  await account.open();
  return account;
}

/** The forms of membership, account, colleagues and support. */
export const companyForms: readonly TestedForm[] = [join, accountBilling, accountCompany, invitation, support];
