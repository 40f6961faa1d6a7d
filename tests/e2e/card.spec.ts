import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { paths } from '../../src/lib/paths.ts';
import { join } from '../functions/support/joining.ts';
import { findViolations, findWeakContrast } from '../support/accessibility.ts';
import { tabTo } from '../support/keyboard.ts';
import { createMember, type Member, signInAs } from '../support/members.ts';
import { CardPage, CheckPage } from '../support/pages/card.ts';
import { MembershipPage } from '../support/pages/membership.ts';
import { openSettled } from '../support/settle.ts';
import { locales } from '../support/site-pages.ts';
import { leaveUnpaid } from '../support/unpaid.ts';

test.describe.configure({ timeout: 120_000 });

async function createCardHolder(
  locale: 'fi' | 'en' = 'fi',
  companyName = 'Kuvaamo Äyräpää & Łódź Oy',
): Promise<Member> {
  const member = await createMember({ points: 600, locale, companyName });
  await join(member, { paymentMethod: 'bank_transfer', locale });
  return member;
}

for (const locale of locales) {
  test(`the card in ${locale} is reached from the membership, has no violations and is what a service desk sees as valid`, async ({
    page,
    browser,
  }) => {
    const member = await createCardHolder(locale);
    await signInAs(page, member);
    await new MembershipPage(page, locale).open();
    const card = new CardPage(page, locale);
    await page.getByRole('link', { name: card.text('card.open') }).click();
    await expect(card.heading).toBeVisible();
    const face = card.card(member.companyName);
    await expect(face).toContainText(/CPS-FI\d{7}/);
    await expect(face).toContainText('Silver');
    await expect(card.code).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
    const address = await card.checkLink.getAttribute('href');

    // A telephone of somebody who has no account here.
    const visitor = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    await openSettled(visitor, address ?? '');
    const check = new CheckPage(visitor, locale);
    await expect(check.answer).toContainText(check.text('card.check.valid'));
    await expect(check.answer).toContainText('Silver');
    const shown = (await visitor.getByRole('main').textContent()) ?? '';
    expect(shown).not.toContain(member.companyName);
    expect(shown).not.toMatch(/CPS-FI/);
    expect(await findViolations(visitor)).toEqual([]);
    expect(await findWeakContrast(visitor)).toEqual([]);

    await visitor.goto(`${address?.slice(0, -10)}AAAAAAAAAA`);
    await expect(check.answer).toContainText(check.text('card.check.forged'));
    expect(await findViolations(visitor)).toEqual([]);

    await leaveUnpaid(member, 'suspended');
    await visitor.goto(address ?? '');
    await check.again.click();
    await expect(check.answer).toContainText(check.text('card.check.not_valid'));
    await expect(check.answer).not.toContainText('Silver');
    expect(await findViolations(visitor)).toEqual([]);

    await openSettled(visitor, paths.checkCard(locale));
    await expect(check.answer).toContainText(check.text('card.check.waiting'));
    expect(await findViolations(visitor)).toEqual([]);
    await visitor.context().close();

    await card.open();
    await expect(page.getByText(card.text('card.suspended'))).toBeVisible();
    expect(await findViolations(page)).toEqual([]);
  });
}

test('without a connection nothing is said about the card, and one can ask again', async ({ page }) => {
  const member = await createCardHolder();
  await signInAs(page, member);
  const card = new CardPage(page);
  await card.open();
  const address = await card.checkLink.getAttribute('href');
  await page.route('**/rpc/check_membership_card', (route) => route.abort());
  await openSettled(page, address ?? '');
  const check = new CheckPage(page);
  await expect(check.answer).toContainText(check.text('card.check.offline'));
  expect(await findViolations(page)).toEqual([]);
  await page.unroute('**/rpc/check_membership_card');
  await tabTo(page, check.again);
  await page.keyboard.press('Enter');
  await expect(check.answer).toContainText(check.text('card.check.valid'));
});

test('the check keeps the code when the language changes, and weighs little', async ({ page }) => {
  const member = await createCardHolder();
  await signInAs(page, member);
  const card = new CardPage(page);
  await card.open();
  const address = await card.checkLink.getAttribute('href');
  await page.evaluate(() => localStorage.clear());
  const scripts = collectScripts(page);
  await openSettled(page, address ?? '');
  await expect(new CheckPage(page).answer).toContainText(card.text('card.check.valid'));
  expect(await weigh(scripts)).toBeLessThanOrEqual(60 * 1024);
  await page.getByRole('button', { name: /Suomi/ }).click();
  await page.getByRole('link', { name: 'English' }).click();
  const english = new CheckPage(page, 'en');
  await expect(english.answer).toContainText(english.text('card.check.valid'));
});

test('the PDF is made by a key press, and only then is anything fetched for it', async ({ page }) => {
  const member = await createCardHolder('fi', 'Żółw Fotografia őű Řeka Oy');
  await signInAs(page, member);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const card = new CardPage(page);
  await card.open();
  expect(fetched.filter((url) => url.endsWith('.ttf'))).toEqual([]);
  const before = fetched.length;
  const download = page.waitForEvent('download');
  await tabTo(page, card.download);
  await page.keyboard.press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^jasenkortti-CPS-FI\d{7}\.pdf$/);
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes.length).toBeLessThan(60_000);
  expect(fetched.length).toBeGreaterThan(before);
  await expect(page.getByText(card.text('card.download_done', { name: file.suggestedFilename() }))).toBeVisible();
});

test('when the PDF cannot be made, the page says so and goes on', async ({ page }) => {
  await signInAs(page, await createCardHolder());
  const card = new CardPage(page);
  await card.open();
  await page.route('**/*.ttf', (route) => route.abort());
  await card.download.click();
  await expect(page.getByRole('alert')).toContainText(card.text('card.download_failed'));
  expect(await findViolations(page)).toEqual([]);
});

test('the card prints in the size of a bank card, black on white, without buttons', async ({ page }) => {
  const member = await createCardHolder();
  await signInAs(page, member);
  await page.emulateMedia({ colorScheme: 'dark' });
  const card = new CardPage(page);
  await card.open();
  await page.emulateMedia({ media: 'print' });
  const box = await card.card(member.companyName).boundingBox();
  const millimetres = (pixels = 0) => Math.round((pixels / 96) * 25.4);
  expect([millimetres(box?.width), millimetres(box?.height)]).toEqual([86, 54]);
  await expect(card.code).toBeVisible();
  await expect(card.print).toBeHidden();
  await expect(card.checkLink).toBeHidden();
});

test('a company without membership sees why there is no card', async ({ page }) => {
  await signInAs(page, await createMember({ points: 600 }));
  const card = new CardPage(page);
  await card.open();
  await expect(page.getByText(card.text('card.none'))).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
});

test('a long name fits on the card of a small telephone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const name = 'Pohjoismaiden Luontokuvauksen Erikoisosaajat ja Dokumenttituotanto Osuuskunta';
  const member = await createCardHolder('fi', name);
  await signInAs(page, member);
  const card = new CardPage(page);
  await card.open();
  const [sideways, hidden] = await card.card(name).evaluate((face) => {
    const page = document.documentElement;
    const inner = face.firstElementChild;
    return [page.scrollWidth - page.clientWidth, inner ? inner.scrollHeight - inner.clientHeight : 0];
  });
  expect([sideways, hidden]).toEqual([0, 0]);
});

function collectScripts(page: Page): Promise<Buffer>[] {
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  return bodies;
}

async function weigh(scripts: Promise<Buffer>[]): Promise<number> {
  return (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
}
