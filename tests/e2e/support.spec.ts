import { expect, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { inventCompany } from '../support/company.ts';
import { waitForMail } from '../support/mailbox.ts';
import { createMember, signInAs } from '../support/members.ts';
import { SupportPage } from '../support/pages/support.ts';
import { readWords } from '../support/pages/words.ts';
import { locales, openPages } from '../support/site-pages.ts';
import { sql } from '../support/stack.ts';

const mails = readWords('fi', 'mails');
const message = 'Miten siirrän tuotteet?\nKiitos avusta! 📷';

test('who is not signed in writes to support, gets a reference and a copy by mail, once', async ({ page }) => {
  const { email, contactName } = inventCompany();
  const form = new SupportPage(page);
  await form.open('migration');
  await expect(form.topic).toHaveValue('migration');
  await form.name.fill(contactName);
  await form.email.fill(email);
  await form.message.fill(message);
  await form.submit.dblclick();
  await expect(form.sentStatus).toContainText(/S-\d{6}/);
  const reference = (await form.sentStatus.innerText()).match(/S-\d{6}/)?.[0] ?? '';
  const copy = await waitForMail(email, mails('mails.support_case_copy.subject', { reference }));
  expect(copy.text).toContain('Miten siirrän tuotteet?');
  expect(await sql`select from public.support_cases where email = ${email} and account_id is null`).toHaveLength(1);
});

test('a member finds name and address filled in, and the case in the list afterwards', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const form = new SupportPage(page);
  await form.open();
  await expect(form.email).toHaveValue(member.email);
  await expect(form.name).toHaveValue('Aino Virta');
  await form.topic.selectOption('migration');
  await form.message.fill(message);
  await form.submit.click();
  await expect(form.sentHeading).toBeFocused();
  await expect(form.cases).toHaveCount(1);
  await expect(form.cases).toContainText('Miten siirrän tuotteet?');
  await waitForMail(member.email, mails('mails.support_case_copy.subject', { reference: '' }).trim());
});

test('nobody sees the cases of another company', async ({ page }) => {
  const [member, other] = await Promise.all([createMember(), createMember()]);
  await sql`
    insert into public.support_cases (account_id, topic, name, email, message, locale)
    values (${other.accountId}, 'other', 'Aino', ${other.email}, 'Salaista', 'fi')`;
  await signInAs(page, member);
  const form = new SupportPage(page);
  await form.open();
  await expect(page.getByText(readWords('fi', 'support')('support.cases.empty'))).toBeVisible();
  await expect(form.cases).toHaveCount(0);
});

for (const locale of locales) {
  test(`the questions in ${locale} are at least twenty, and a link to one opens its answer`, async ({ page }) => {
    await page.goto(paths.faq(locale));
    const questions = page.getByRole('main').locator('details');
    expect(await questions.count()).toBeGreaterThanOrEqual(20);
    const id = await questions.nth(7).locator('p[id]').getAttribute('id');
    await page.goto('/robots.txt');
    await page.goto(paths.faq(locale, id ?? ''));
    await expect(questions.nth(7).locator('p')).toBeVisible();
    await expect(questions.nth(6).locator('p')).toBeHidden();
  });

  test(`no link of the pages for everybody in ${locale} leads nowhere`, async ({ page }) => {
    const checked = new Set<string>();
    for (const path of openPages.map((at) => at(locale))) {
      await page.goto(path);
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
      for (const link of links.filter((href) => href.startsWith(new URL(page.url()).origin))) {
        const { pathname, hash } = new URL(link);
        if (checked.has(pathname + hash)) continue;
        checked.add(pathname + hash);
        const answer = await page.request.get(link);
        expect(answer.status(), `${link} on ${path}`).toBe(200);
        if (hash)
          expect(await answer.text(), `${link} on ${path}`).toContain(`id="${decodeURIComponent(hash.slice(1))}"`);
      }
    }
    expect(checked.size).toBeGreaterThan(10);
  });
}

test('an address that does not exist says so and leads on', async ({ page }) => {
  const answer = await page.goto('/fi/no-such-page/');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('link', { name: 'Suomi' }).or(page.locator('main a')).first()).toBeVisible();
});
