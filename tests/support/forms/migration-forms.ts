import { inventSerial } from '../company.ts';
import { findCode, waitForMail } from '../mailbox.ts';
import { createMember, signInAs } from '../members.ts';
import { addLegacyAccount } from '../old-system.ts';
import { MigrationPage } from '../pages/migration.ts';
import { readWords } from '../pages/words.ts';
import { sql } from '../stack.ts';
import { countRows } from './count.ts';
import { clearFields, type TestedForm, typeAll, writesTo } from './form.ts';

const words = readWords('fi', 'migration', 'mails', 'common');

/** An account of the old system nobody has proven yet. */
async function createOldAccount() {
  const email = `vanha.${inventSerial()}@kuvaamo.example`;
  const membershipNumber = `OLD-${inventSerial()}`;
  await addLegacyAccount({ email, membershipNumber, products: [] });
  return { email, membershipNumber };
}

const migrationCode: TestedForm = {
  name: 'Code for the migration',
  async open(page) {
    const { email: legacyEmail } = await createOldAccount();
    const member = await createMember({ legacyEmail });
    await signInAs(page, member);
    const form = new MigrationPage(page);
    await form.open();
    await form.sendCode.click();
    const mail = await waitForMail(legacyEmail, words('mails.migration_code.subject'));
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
      empty: () => clearFields([form.code]),
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

const oldAddress: TestedForm = {
  name: 'Address of the old account',
  async open(page) {
    const { email } = await createOldAccount();
    const member = await createMember();
    await signInAs(page, member);
    const form = new MigrationPage(page);
    await form.open();
    const typed = [{ field: form.oldAddress, value: email }];
    return {
      member,
      submit: form.saveAddress,
      problems: page.getByRole('main').getByRole('alert'),
      required: [form.oldAddress],
      bad: [
        { field: form.oldAddress, value: 'vanha@', says: words('common.form.field_email') },
        {
          field: form.oldAddress,
          value: `${'x'.repeat(250)}@kuvaamo.example`,
          says: words('common.form.field_too_long', { max: 254 }),
        },
      ],
      typed,
      empty: () => clearFields([form.oldAddress]),
      fill: () => typeAll(typed),
      done: form.sendCode,
      isWrite: writesTo('/rpc/add_old_address', 'POST'),
      countWritten: () =>
        countRows(sql`from public.accounts where id = ${member.accountId} and legacy_email = ${email}`),
    };
  },
};

const oldNumber: TestedForm = {
  name: 'Number of the old account',
  async open(page) {
    const { membershipNumber } = await createOldAccount();
    const member = await createMember();
    await signInAs(page, member);
    const form = new MigrationPage(page);
    await form.open();
    const typed = [{ field: form.oldNumber, value: membershipNumber }];
    return {
      member,
      submit: form.sendNumberCode,
      problems: page.getByRole('main').getByRole('alert'),
      required: [form.oldNumber],
      bad: [
        { field: form.oldNumber, value: 'A-1', says: words('migration.number.form') },
        { field: form.oldNumber, value: '🎞️🎞️🎞️', says: words('migration.number.form') },
      ],
      typed,
      empty: () => clearFields([form.oldNumber]),
      fill: () => typeAll(typed),
      done: page.getByText(words('migration.number.sent')),
      isWrite: writesTo('/rpc/request_number_code', 'POST'),
      countWritten: () =>
        countRows(sql`from private.legacy_number_proofs where account_id = ${member.accountId} and codes_sent = 1`),
    };
  },
};

/** The forms that find and prove the old account. */
export const migrationForms: readonly TestedForm[] = [migrationCode, oldAddress, oldNumber];
