import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { sessionKey } from '../../src/lib/stored-session.ts';
import { createMember, endSessions, type Member, signInAs } from '../support/members.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { ProductsPage } from '../support/pages/products.ts';
import { SignInPage } from '../support/pages/sign-in.ts';
import { readWords } from '../support/pages/words.ts';
import { addProduct } from '../support/products.ts';
import { memberPages } from '../support/site-pages.ts';
import { collectRequests } from '../support/watch.ts';

const words = readWords('fi', 'account', 'common');

test('every signed-in page sends who is not signed in to the sign-in', async ({ page }) => {
  for (const path of memberPages.map((at) => at('fi')).filter((path) => path !== '/fi/support/')) {
    await page.goto(path);
    await expect(page).toHaveURL(`/fi/sign-in/?next=${encodeURIComponent(path)}`);
  }
});

test('after signing in one is back where one wanted to go, with the query', async ({ page }) => {
  const member = await createMember();
  const path = `/fi/products/view/?id=${await addProduct(member)}`;
  await page.goto(path);
  await new SignInPage(page).signIn(member.email, member.password);
  await expect(page).toHaveURL(path);
  await expect(page.getByRole('textbox').first()).toBeVisible();
});

test('who is signed in is not asked again', async ({ page }) => {
  await signInAs(page, await createMember());
  await new SignInPage(page).open('/fi/account/');
  await expect(page).toHaveURL('/fi/account/');
});

test('another site as next page is ignored', async ({ page }) => {
  const member = await createMember();
  for (const next of [
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    'javascript:alert(1)',
  ]) {
    await signOut(page);
    await new SignInPage(page).open(next);
    await new SignInPage(page).signIn(member.email, member.password);
    await expect(new ProductsPage(page).heading).toBeVisible();
  }
});

test('signing out in one tab signs the others out', async ({ context, page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await new ProductsPage(tab).open();
    await expect(tab.getByRole('banner')).toContainText(member.companyName);
  }
  await page.getByRole('button', { name: words('common.nav.sign_out') }).click();
  for (const tab of [page, other]) await expect(new SignInPage(tab).submit).toBeVisible();
  expect(await readSession(page)).toBeNull();
});

for (const [how, keepTokens] of [
  ['ended on another device', (member: Member) => member],
  ['that cannot be renewed', makeExpired],
] as const) {
  test(`a session ${how} takes nothing from the forms of the other tabs`, async ({ context, page }) => {
    const member = await createMember();
    await signInAs(page, member);
    const form = new ProductFormPage(page);
    await form.openNew();
    await form.serial.fill('0520 1234 77');
    const other = await context.newPage();
    await endSessions(member);
    await signInAs(other, keepTokens(member));
    await new ProductsPage(other).open();
    for (const tab of [page, other]) await expect(tab.getByText(words('account.sign_in.next'))).toBeVisible();
    await new SignInPage(page).signIn(member.email, member.password);
    await expect(page).toHaveURL(paths.registerProduct('fi'));
    await expect(form.serial).toHaveValue('0520 1234 77');
  });
}

test('signing out in one tab forgets what was typed in the others', async ({ context, page }) => {
  const member = await createMember();
  await signInAs(page, member);
  const form = new ProductFormPage(page);
  await form.openNew();
  await form.serial.fill('0520 1234 77');
  const other = await context.newPage();
  await new ProductsPage(other).open();
  await other.getByRole('button', { name: words('common.nav.sign_out') }).click();
  await new SignInPage(page).signIn(member.email, member.password);
  await expect(new ProductsPage(page).heading).toBeVisible();
  await form.openNew();
  await expect(form.serial).toHaveValue('');
});

test('signing out works without a connection', async ({ page }) => {
  await signInAs(page, await createMember());
  await new ProductsPage(page).open();
  await page.route('**/auth/v1/logout**', (route) => route.abort());
  await page.getByRole('button', { name: words('common.nav.sign_out') }).click();
  await expect(new SignInPage(page).submit).toBeVisible();
});

test('a token that has run out is renewed once, without anybody noticing', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, makeExpired(member));
  const renewals = collectRequests(
    page,
    (request) => request.url().includes('grant_type=refresh_token') && request.method() === 'POST',
  );
  await new ProductsPage(page).open();
  await expect(page.getByRole('banner')).toContainText(member.companyName);
  expect(renewals).toHaveLength(1);
  const stored = await readSession(page);
  expect(stored?.refresh_token).not.toBe(member.session.refresh_token);
  expect(stored?.expires_at).toBeGreaterThan(Date.now() / 1000);
});

test('a session that cannot be renewed leads to the sign-in and back', async ({ page }) => {
  const member = await createMember();
  await endSessions(member);
  await signInAs(page, makeExpired(member));
  await page.goto('/fi/account/');
  await expect(page.getByText(words('account.sign_in.next'))).toBeVisible();
  await new SignInPage(page).signIn(member.email, member.password);
  await expect(page).toHaveURL('/fi/account/');
});

test('a session ended on another device leads to the sign-in and back', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  await endSessions(member);
  await new ProductsPage(page).open();
  await expect(page.getByText(words('account.sign_in.next'))).toBeVisible();
  await new SignInPage(page).signIn(member.email, member.password);
  await expect(new ProductsPage(page).heading).toBeVisible();
});

test('without a connection a page says so and works again when it is back', async ({ page }) => {
  const member = await createMember();
  await signInAs(page, member);
  await page.route('**/rest/v1/**', (route) => route.abort());
  await new ProductsPage(page).open();
  await expect(page.getByRole('main')).toContainText(readWords('fi', 'errors')('errors.connection_lost'));
  // Both the bar and the list have tried and failed; before that, the second one might find the connection back by itself.
  const retry = page.getByRole('button', { name: words('common.form.retry') });
  await expect(retry).toHaveCount(2);
  await page.unroute('**/rest/v1/**');
  await retry.first().click();
  await expect(page.getByRole('banner')).toContainText(member.companyName);
});

/** The member with an access token that ran out a minute ago, as the browser finds it after a night. */
function makeExpired(member: Member): Member {
  return { ...member, session: { ...member.session, expires_at: Math.floor(Date.now() / 1000) - 60 } };
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/robots.txt');
  await page.evaluate(() => localStorage.clear());
}

function readSession(page: Page): Promise<{ refresh_token: string; expires_at: number } | null> {
  return page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? 'null'), sessionKey);
}
