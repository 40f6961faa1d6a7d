import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../run/find-chromium.ts';
import { type FrameTimes, watchFrames } from './frames.ts';
import { startBenchStack } from './stack.ts';

/**
 * `npm run bench:list -- [products]`: the product list of a large company in Chromium, on a stack of its own. Prints a table: how
 * soon the first rows are there after navigation (at most 1 s), and how long frames take while scrolling to the end and while filtering
 * (at most 50 ms). Exits 1 past a limit. Figures depend on the machine: run it on a quiet one.
 */
const limits = { firstRows: 1000, frame: 50 };
const problems: string[] = [];

/** Runs the bench with so many products (5,000); answers the exit code. */
export async function run([wanted = '5000']: string[]): Promise<number> {
  const amount = Number(wanted);
  const stack = await startBenchStack();
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const { sql } = await import('../support/stack.ts');
    const { createCompany } = await import('../functions/support/companies.ts');
    const company = await createCompany();
    await sql`
    insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name, created_at)
    select ${company.accountId}, model.id, case when n % 9 > 0 then (10000000 + n)::text end, date '2020-01-01' + n % 1500, 'FI',
      case when n % 5 > 0 then 'Kuvakulma Helsinki' end, now() - make_interval(mins => n)
    from generate_series(1, ${amount}) n
    join lateral (select id from public.product_models where '10000001' ~ serial_pattern order by md5(code || n / 3) limit 1) model on true`;
    await sql`analyze public.products`;
    await sql.end();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const session = {
      access_token: company.token,
      refresh_token: '',
      expires_at: Math.floor(Date.now() / 1000) + 3000,
      user: { id: company.userId },
    };
    await context.addInitScript((text) => localStorage.setItem('cps.session', text), JSON.stringify(session));
    const address = `${stack.addresses.site}/fi/products/`;
    await measureFirstRows(await context.newPage(), address, 'first visit');
    const page = await context.newPage();
    await measureFirstRows(page, address, 'next visit');
    report('scrolling to the end', await watchFrames(page, () => scrollToEnd(page, amount)));
    report('filtering the whole list', await watchFrames(page, () => filter(page, 'incomplete')));
    report('and back', await watchFrames(page, () => filter(page, 'all')));
    report('typing a search', await watchFrames(page, () => search(page)));
  } finally {
    await browser.close();
    await stack.stop();
  }
  for (const problem of problems) console.error(`✗ ${problem}`);
  return problems.length > 0 ? 1 : 0;
}

/** Milliseconds from the start of the navigation to the first row in the page. */
async function measureFirstRows(page: Page, address: string, name: string): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('main li.product-line')) return;
      observer.disconnect();
      requestAnimationFrame(() => performance.mark('first-rows'));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address);
  const handle = await page.waitForFunction(() => performance.getEntriesByName('first-rows')[0]?.startTime);
  const time = Math.round((await handle.jsonValue()) ?? Number.NaN);
  console.log(`first rows, ${name}: ${time} ms`);
  if (!(time <= limits.firstRows)) problems.push(`first rows, ${name}: ${time} ms, limit ${limits.firstRows} ms`);
}

/** As with a wheel: a third of a screen in every frame, until the last product is in the page. */
async function scrollToEnd(page: Page, amount: number): Promise<void> {
  await page.evaluate(
    (all) =>
      new Promise<void>((resolve, reject) => {
        const step = (): void => {
          scrollBy(0, innerHeight / 3);
          const last = [...document.querySelectorAll('main li.product-line')].at(-1)?.getAttribute('aria-posinset');
          const failure = document.querySelector('main [role=alert]')?.textContent;
          if (failure) reject(new Error(failure));
          else if (Number(last) >= all) resolve();
          else requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    amount,
  );
}

async function filter(page: Page, state: 'incomplete' | 'all'): Promise<void> {
  const before = await page.locator('main [aria-live]').first().textContent();
  await page
    .getByRole('search')
    .getByRole('button')
    .nth(state === 'all' ? 0 : 1)
    .click();
  await page.waitForFunction((text) => document.querySelector('main [aria-live]')?.textContent !== text, before);
}

async function search(page: Page): Promise<void> {
  await page.getByRole('searchbox').pressSequentially('10000012', { delay: 40 });
  await page.waitForFunction(() => document.querySelectorAll('main li.product-line').length === 1);
}

function report(name: string, times: FrameTimes): void {
  const [median, p99, longest] = [times.median, times.p99, times.longest].map((time) => `${time.toFixed(0)} ms`);
  const tasks = times.longTasks.map((time) => time.toFixed(0)).join(', ') || 'none';
  console.log(
    `${name}: ${times.frames} frames, median ${median}, 99 % ${p99}, longest ${longest}; long tasks: ${tasks}`,
  );
  if (times.p99 > limits.frame) problems.push(`${name}: 99 % of frames ${p99}, limit ${limits.frame} ms`);
  if (times.longTasks.length > 0) problems.push(`${name}: tasks longer than 50 ms: ${tasks}`);
}
