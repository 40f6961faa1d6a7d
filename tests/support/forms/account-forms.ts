import { businessIdForms } from '../../../src/components/account/business-id-forms.ts';
import { callFunction } from '../../functions/support/call.ts';
import { accountForm } from '../../functions/support/companies.ts';
import { inventCompany } from '../company.ts';
import { findCode, findConfirmLink, waitForMail } from '../mailbox.ts';
import { createMember, signInAs } from '../members.ts';
import { ConfirmPage } from '../pages/confirm.ts';
import { CreateAccountPage } from '../pages/create-account.ts';
import { ProductsPage } from '../pages/products.ts';
import { ResetPasswordPage } from '../pages/reset-password.ts';
import { SetPasswordPage } from '../pages/set-password.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { readWords } from '../pages/words.ts';
import { sql } from '../stack.ts';
import { countRows } from './count.ts';
import { clearFields, type OpenForm, type TestedForm, typeAll, writesTo } from './form.ts';

const words = readWords('fi', 'account', 'common');
const wrongEmail = words('common.form.field_email');
const tooLong = (max: number) => words('common.form.field_too_long', { max });

const createAccount: TestedForm = {
  name: 'Create account',
  async open(page) {
    const form = new CreateAccountPage(page);
    const company = inventCompany();
    await form.open();
    const typed = [
      { field: form.companyName, value: company.companyName },
      { field: form.businessId, value: company.businessId },
      { field: form.contactName, value: company.contactName },
      { field: form.email, value: company.email },
      { field: form.legacyEmail, value: company.legacyEmail },
    ];
    const example = businessIdForms.FI.example;
    const open: OpenForm = {
      submit: form.submit,
      problems: form.problems,
      required: [form.companyName, form.businessId, form.contactName, form.email, form.acceptsTerms],
      bad: [
        { field: form.companyName, value: 'x'.repeat(201), says: tooLong(200) },
        { field: form.businessId, value: '1234567-8', says: words('account.problem.business_id', { example }) },
        { field: form.email, value: 'ei osoite', says: wrongEmail },
        { field: form.email, value: `${'x'.repeat(250)}@kuvaamo.example`, says: tooLong(254) },
        { field: form.legacyEmail, value: 'vanha@', says: wrongEmail },
      ],
      typed,
      echo: {
        field: form.companyName,
        async show() {
          await page.goto(findConfirmLink(await waitForMail(company.email, /./)));
          await new ConfirmPage(page).proceed.click();
          await new SetPasswordPage(page).save('kesäyön valo 27');
          return page.getByRole('banner').locator('.company');
        },
      },
      empty: async () => {
        await clearFields(typed.map(({ field }) => field));
        await form.acceptsTerms.uncheck();
      },
      fill: async () => {
        await typeAll(typed);
        await form.country.selectOption('FI');
        await form.acceptsTerms.check();
      },
      done: form.mailboxHeading,
      isWrite: writesTo('/functions/v1/create-account', 'POST'),
      countWritten: () => countRows(sql`from private.account_requests where email = ${company.email}`),
    };
    return open;
  },
};

const signIn: TestedForm = {
  name: 'Sign in',
  async open(page) {
    const member = await createMember();
    const form = new SignInPage(page);
    await form.open();
    const before = await countRows(sql`from auth.sessions where user_id = ${member.userId}`);
    const typed = [
      { field: form.email, value: member.email },
      { field: form.password, value: member.password, isSecret: true },
    ];
    return {
      submit: form.submit,
      problems: form.problems,
      required: [form.email, form.password],
      bad: [
        { field: form.email, value: 'aino@kuvaamo', says: wrongEmail },
        { field: form.email, value: `${'x'.repeat(250)}@kuvaamo.example`, says: tooLong(254) },
      ],
      typed,
      empty: () => clearFields([form.email, form.password]),
      fill: () => typeAll(typed),
      done: new ProductsPage(page).heading,
      isWrite: writesTo('/auth/v1/token', 'POST'),
      countWritten: async () => (await countRows(sql`from auth.sessions where user_id = ${member.userId}`)) - before,
    };
  },
};

const resetPassword: TestedForm = {
  name: 'Reset password',
  async open(page) {
    const member = await createMember();
    const form = new ResetPasswordPage(page);
    await form.open();
    const typed = [{ field: form.email, value: member.email }];
    return {
      submit: form.submit,
      problems: form.problems,
      required: [form.email],
      bad: [
        { field: form.email, value: '<script>@x', says: wrongEmail },
        { field: form.email, value: `${'x'.repeat(250)}@kuvaamo.example`, says: tooLong(254) },
      ],
      typed,
      empty: () => form.email.clear(),
      fill: () => typeAll(typed),
      done: form.mailboxHeading,
      isWrite: writesTo('/functions/v1/request-reset', 'POST'),
      countWritten: async () => {
        await waitForMail(member.email, readWords('fi', 'mails')('mails.reset_password.subject'));
        return countRows(sql`from private.mail_outbox where recipient = ${member.email} and kind = 'reset_password'`);
      },
    };
  },
};

const confirmCode: TestedForm = {
  name: 'Code from a mail',
  async open(page) {
    const company = accountForm();
    await callFunction('create-account', company);
    const code = findCode(await waitForMail(company.email, /./));
    const form = new ConfirmPage(page);
    await form.open();
    const typed = [
      { field: form.email, value: company.email },
      { field: form.code, value: code, isSecret: true },
    ];
    return {
      submit: form.proceed,
      problems: form.problems,
      required: [form.email, form.code],
      bad: [
        { field: form.code, value: '12345', says: words('account.problem.code') },
        { field: form.code, value: '🎞️🎞️', says: words('account.problem.code') },
        { field: form.email, value: 'aino', says: wrongEmail },
      ],
      typed,
      empty: () => clearFields([form.email, form.code]),
      fill: () => typeAll(typed),
      done: new SetPasswordPage(page).submit,
      isWrite: writesTo('/auth/v1/verify', 'POST'),
      countWritten: () => countRows(sql`from public.accounts where email = ${company.email}`),
    };
  },
};

const setPassword: TestedForm = {
  name: 'Set password',
  async open(page) {
    const member = await createMember();
    await signInAs(page, member);
    const form = new SetPasswordPage(page);
    await form.open();
    const typed = [form.password, form.repeated].map((field) => ({ field, value: 'revontulet 📷 yö', isSecret: true }));
    return {
      member,
      submit: form.submit,
      problems: form.problems,
      required: [form.password, form.repeated],
      bad: [
        { field: form.password, value: 'lyhyt', says: words('account.problem.password_short', { min: 8 }) },
        { field: form.password, value: 'x'.repeat(73), says: words('account.problem.password_long') },
        { field: form.repeated, value: 'jotain muuta', says: words('account.problem.password_different') },
      ],
      typed,
      empty: () => clearFields([form.password, form.repeated]),
      fill: () => typeAll(typed),
      done: new ProductsPage(page).heading,
      isWrite: writesTo('/auth/v1/user', 'PUT'),
      countWritten: () =>
        countRows(sql`from private.mail_outbox where recipient = ${member.email} and kind = 'password_changed'`),
    };
  },
};

/** The forms that lead into the account. */
export const accountForms: readonly TestedForm[] = [createAccount, signIn, resetPassword, confirmCode, setPassword];
