import { expect, type Page, test } from '@playwright/test';
import { accountForms } from '../support/forms/account-forms.ts';
import { companyForms } from '../support/forms/company-forms.ts';
import type { OpenForm, TestedForm } from '../support/forms/form.ts';
import { migrationForms } from '../support/forms/migration-forms.ts';
import { productForms } from '../support/forms/product-forms.ts';
import { seriesForm } from '../support/forms/series-form.ts';
import { endSessions } from '../support/members.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { collectRequests, watchTrouble } from '../support/watch.ts';

/** Bad input on every form: a clear message, nothing lost from the form, nothing written twice. */
const words = readWords('fi', 'common', 'errors');
const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)> 📷';
const memberForms = [...productForms, seriesForm, ...migrationForms, ...companyForms];
const withoutText = [
  'Sign in',
  'Reset password',
  'Code from a mail',
  'Set password',
  'Invitation',
  ...migrationForms.map(({ name }) => name),
];

for (const { name, open } of [...accountForms, ...memberForms]) {
  test.describe(name, () => {
    test('says at each field what is missing, too long or wrong, and sends nothing', async ({ page }) => {
      const form = await openReady(page, open);
      await form.fill();
      if (form.required.length > 0) {
        await form.empty();
        await form.submit.click();
        for (const field of form.required) await expect(field).toHaveAttribute('aria-invalid', 'true');
        await form.fill();
      }
      for (const { field, value, says } of form.bad) {
        const right = await field.inputValue();
        await field.fill(value);
        await form.submit.click();
        await expect(field).toHaveAccessibleDescription(new RegExp(escapePattern(says)));
        await expect(field).toHaveAttribute('aria-invalid', 'true');
        await expect(field).toHaveValue(value);
        await field.fill(right);
      }
      await expect(form.done).toBeHidden();
    });

    test('does its work once when the button is pressed twice', async ({ page }) => {
      const form = await openReady(page, open);
      await form.fill();
      const requests = collectRequests(page, form.isWrite);
      await form.submit.dblclick();
      await expect(form.done).toBeVisible();
      expect(requests).toHaveLength(1);
      expect(await form.countWritten()).toBe(1);
    });

    test('keeps what was typed when the connection is lost, and sends it once when it is back', async ({ page }) => {
      const form = await openReady(page, open);
      await form.fill();
      await page.context().setOffline(true);
      await form.submit.click();
      await expect(form.problems).toContainText(words('errors.connection_lost'));
      await expectTyped(form);
      await page.context().setOffline(false);
      await form.submit.click();
      await expect(form.done).toBeVisible();
      expect(await form.countWritten()).toBe(1);
    });

    test('is as it was after the page is loaded again', async ({ page }) => {
      const form = await openReady(page, open);
      await form.fill();
      await page.reload();
      await form.reopen?.();
      await expectTyped(form, 'except secrets');
    });
  });
}

for (const { name, open } of [...accountForms, ...memberForms].filter(({ name }) => !withoutText.includes(name))) {
  test(`${name}: script tags and emoji are text and stay text`, async ({ page }) => {
    const form = await openReady(page, open);
    const trouble = watchTrouble(page);
    await form.fill();
    await form.echo?.field.fill(hostile);
    await form.submit.click();
    await expect(form.done).toBeVisible();
    await expect((await form.echo?.show()) ?? form.done).toContainText(hostile);
    expect(trouble).toEqual([]);
  });
}

for (const { name, open } of memberForms.filter(({ name }) =>
  ['Register product', 'Edit product', 'Accept product', 'Support'].includes(name),
)) {
  test(`${name}: writes once when the request arrived and only its answer was lost`, async ({ page }) => {
    const form = await openReady(page, open);
    await form.fill();
    let isLost = false;
    await page.route('**', async (route) => {
      if (isLost || !form.isWrite(route.request())) return route.fallback();
      isLost = true;
      await route.fetch();
      await route.abort();
    });
    await form.submit.click();
    await expect(form.problems).toContainText(words('errors.connection_lost'));
    expect(await form.countWritten()).toBe(1);
    await form.submit.click();
    await expect(form.done).toBeVisible();
    expect(await form.countWritten()).toBe(1);
  });
}

for (const { name, open } of memberForms.concat(accountForms.filter(({ name }) => name === 'Set password'))) {
  test(`${name}: leads to the sign-in when the session is over, and is as it was afterwards`, async ({ page }) => {
    const form = await openReady(page, open);
    await form.fill();
    if (!form.member) throw new Error('Nobody is signed in.');
    await endSessions(form.member);
    await form.submit.click();
    await expect(form.problems).toContainText(words('errors.session_expired'));
    await page
      .getByRole('main')
      .getByRole('link', { name: words('common.nav.sign_in') })
      .click();
    await new SignInPage(page).signIn(form.member.email, form.member.password);
    await form.reopen?.();
    await expectTyped(form, 'except secrets');
  });
}

/** Opens a form and waits until its island runs: before that the button cannot be pressed. */
async function openReady(page: Page, open: TestedForm['open']): Promise<OpenForm> {
  const form = await open(page);
  await form.submit.click({ trial: true });
  return form;
}

async function expectTyped(form: OpenForm, secrets: 'with secrets' | 'except secrets' = 'with secrets'): Promise<void> {
  for (const { field, value, isSecret } of form.typed) {
    if (isSecret && secrets === 'except secrets') continue;
    await expect(field).toHaveValue(value);
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
