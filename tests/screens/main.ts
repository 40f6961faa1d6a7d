import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { demoPassword } from '../../local/demo/account.ts';
import type { Stack } from '../../local/stack.ts';
import { sessionKey } from '../../src/lib/stored-session.ts';
import { startBenchStack } from '../bench/stack.ts';
import { findChromium } from '../run/find-chromium.ts';
import type { Member } from '../support/members.ts';
import { openSettled } from '../support/settle.ts';
import { type Screen, screens, transferMember } from './pages.ts';

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
const schemes = ['light', 'dark'] as const;
const folder = 'docs/screens';

/** `npm run screens -- [name …]`: pictures of every screen (or the named ones), phone and desktop, light and dark, into docs/screens. */
export async function takeScreens(names: string[]): Promise<number> {
  const wanted = screens.filter(({ name }) => names.length === 0 || names.includes(name));
  mkdirSync(folder, { recursive: true });
  const stack = await startBenchStack({ demo: true });
  let made: Promise<Member> | undefined;
  // What makes members needs the running stack from its first line on.
  const payer = () => {
    made ??= import('./make-transfer-member.ts').then(({ makeTransferMember }) => makeTransferMember());
    return made;
  };
  const browser = await chromium.launch({
    ...(findChromium() ? { executablePath: findChromium() ?? '' } : {}),
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const colorScheme of schemes) {
        for (const screen of wanted) {
          const context = await browser.newContext({
            baseURL: stack.addresses.site,
            viewport,
            colorScheme,
            locale: 'fi-FI',
            timezoneId: 'Europe/Helsinki',
            reducedMotion: 'reduce',
          });
          await takeOne(context, stack, payer, screen, join(folder, `${screen.name}-fi-${size}-${colorScheme}.jpg`));
          await context.close();
        }
      }
    }
  } finally {
    await browser.close();
    await stack.stop();
  }
  return 0;
}

async function takeOne(
  context: BrowserContext,
  stack: Stack,
  payer: () => Promise<Member>,
  screen: Screen,
  path: string,
): Promise<void> {
  const page = await context.newPage();
  if (screen.person === transferMember) await keepSession(page, (await payer()).session);
  else if (screen.person) await signIn(page, stack, `${screen.person}@demo.example`);
  await openSettled(page, screen.path);
  for (const address of screen.opens ?? []) {
    const link = page.getByRole('main').locator(`a[href*="${address}"]`).first();
    await openSettled(page, (await link.getAttribute('href')) ?? '');
  }
  await lookThrough(page);
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await page.screenshot({ path, type: 'jpeg', quality: 65, fullPage: true });
  console.log(path);
}

/** Scrolls down and up again: what is drawn only when somebody comes near must not be a gap in the picture. */
async function lookThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    scrollTo(0, 0);
  });
}

async function signIn(page: Page, { addresses, keys }: Stack, email: string): Promise<void> {
  const answer = await fetch(`${addresses.api}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: keys.publishable, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword }),
  });
  if (!answer.ok) throw new Error(`The demo account ${email} cannot sign in: ${answer.status}`);
  const session = (await answer.json()) as { expires_in: number };
  await keepSession(page, { expires_at: Math.floor(Date.now() / 1000) + session.expires_in, ...session });
}

async function keepSession(page: Page, stored: object): Promise<void> {
  await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [
    sessionKey,
    JSON.stringify(stored),
  ] as const);
}
