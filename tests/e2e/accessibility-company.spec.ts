import { expect, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { newAddress } from '../functions/support/companies.ts';
import { join } from '../functions/support/joining.ts';
import { callDatabase } from '../functions/support/rpc.ts';
import { expectClean } from '../support/accessibility.ts';
import { findInviteLink, waitForMail } from '../support/mailbox.ts';
import { addToCompany, createMember, signInAs } from '../support/members.ts';
import { AccountPage } from '../support/pages/account.ts';
import { CompanySwitcher, InvitePage, PeoplePage } from '../support/pages/people.ts';
import { readWords } from '../support/pages/words.ts';
import { openSettled } from '../support/settle.ts';
import { locales } from '../support/site-pages.ts';
import { sql } from '../support/stack.ts';
import { leaveUnpaid } from '../support/unpaid.ts';

/** The states of the pages about the company: its membership, its details, its people. */

for (const locale of locales) {
  test(`the decisions about a membership, and an unpaid one, in ${locale} have no accessibility violations`, async ({
    page,
  }) => {
    const words = readWords(locale, 'renewal', 'common');
    const member = await createMember({ locale, points: 2000 });
    await join(member, { tier: 'gold', paymentMethod: 'bank_transfer', locale });
    await signInAs(page, member);
    await openSettled(page, paths.membership(locale));
    const dialog = page.getByRole('dialog');
    const ask = async (name: string) => {
      await page.getByRole('main').getByRole('button', { name, exact: true }).click();
      await expect(dialog).toBeVisible();
    };
    const close = async () => {
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    };

    await ask(words('renewal.upgrade.button'));
    await dialog.getByRole('radio', { name: words('common.tier.platinum') }).check();
    await dialog.getByRole('button', { name: words('renewal.upgrade.ask') }).click();
    await expect(dialog.getByText(words('renewal.upgrade.quote'))).toBeVisible();
    await expectClean(page, 'the price of a higher tier');
    await close();

    await ask(words('renewal.next.button'));
    await expect(dialog.getByRole('radio').first()).toBeVisible();
    await expectClean(page, 'the tier of the next term');
    await close();

    await ask(words('renewal.method.card_button'));
    await expectClean(page, 'the question about the payment method');
    await close();

    await ask(words('renewal.cancel.button'));
    await expectClean(page, 'the question before the end');
    await dialog.getByRole('button', { name: words('renewal.cancel.confirm') }).click();
    await expect(page.getByRole('switch')).not.toBeChecked();
    await expectClean(page, 'a membership that ends');

    for (const state of ['past_due', 'suspended'] as const) {
      await leaveUnpaid(member, state);
      await openSettled(page, paths.membership(locale));
      await expect(page.getByRole('link', { name: words('renewal.unpaid.pay') })).toBeVisible();
      await expectClean(page, state);
    }
  });

  test(`the open forms of a company account in ${locale} have no accessibility violations`, async ({ page }) => {
    const [owner, other] = await Promise.all([createMember({ locale }), createMember({ locale })]);
    await addToCompany(owner, other, 'owner');
    await signInAs(page, owner);
    await openSettled(page, paths.account(locale));
    const account = new AccountPage(page, locale);
    await account.editCompany.click();
    await account.companyName.fill('');
    await account.company.locator('button[type=submit]').click();
    await expect(account.companyName).toHaveAttribute('aria-invalid', 'true');
    await expectClean(page, 'the refused form of the company');

    const people = new PeoplePage(page, locale);
    await account.addBilling.click();
    await account.billing.locator('button[type=submit]').click();
    await people.openForm.click();
    await people.send.click();
    for (const form of [account.billing, people.section])
      await expect(form.locator('[aria-invalid=true]').first()).toBeVisible();
    await expectClean(page, 'the refused forms of billing and invitation');

    await people.email.fill(newAddress('eero'));
    await people.send.click();
    await expect(people.openInvites).toHaveCount(1);
    await expectClean(page, 'an open invitation');
    await people.change(other.email);
    await expect(people.dialog).toBeVisible();
    await expectClean(page, 'the dialog about a colleague');
    await page.keyboard.press('Escape');
    await people.leave.click();
    await expect(people.confirmLeave).toBeVisible();
    await expectClean(page, 'the question before leaving');
  });

  test(`refused forms of signed-in people in ${locale} have no accessibility violations`, async ({ page }) => {
    await signInAs(page, await createMember({ locale, points: 600 }));
    const pages = [paths.setPassword, paths.registerSeries, paths.migrateProducts].map((at) => at(locale));
    for (const path of [...pages, paths.join(locale, 'silver')]) {
      await openSettled(page, path);
      await page.getByRole('main').locator('button[type=submit]').first().click();
      await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
      await expectClean(page, path);
    }
  });

  test(`what an invitation leads to in ${locale} has no accessibility violations`, async ({ page }) => {
    const [owner, stranger] = await Promise.all([createMember({ locale }), createMember({ locale })]);
    const address = newAddress('eero');
    const invitation = { for_account: owner.accountId, address, as_role: 'viewer', language: locale };
    await callDatabase(owner.token, 'invite_colleague', invitation);
    const { link } = findInviteLink(await waitForMail(address, /./));
    const invite = new InvitePage(page, locale);
    await openSettled(page, link);
    await expect(invite.begin).toBeVisible();
    await expectClean(page, 'an invitation');
    await invite.begin.click();
    await expect(invite.begunHeading).toBeVisible();
    await expectClean(page, 'the way to the mailbox');

    await signInAs(page, stranger);
    await openSettled(page, link);
    await expect(page.getByRole('button', { name: readWords(locale, 'people')('people.page.sign_out') })).toBeVisible();
    await expectClean(page, 'an invitation of somebody else');

    await addToCompany(owner, stranger, 'viewer');
    await openSettled(page, paths.account(locale));
    await new CompanySwitcher(page, locale).button.click();
    await expectClean(page, 'the menu of companies');

    // A company keeps an owner.
    await addToCompany(stranger, owner, 'owner');
    await sql`delete from public.account_members where user_id = ${stranger.userId}`;
    await openSettled(page, paths.invite(locale));
    await expect(invite.noneHeading).toBeVisible();
    await expectClean(page, 'somebody without a company');
  });
}
