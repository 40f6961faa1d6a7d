import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** Opens a page, waits until it is quiet and adds up the scripts it loaded and carries: bytes after gzip. */
export async function weighScripts(page: Page, url: string): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  const collect = (response: { request(): { resourceType(): string }; body(): Promise<Buffer> }) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  };
  page.on('response', collect);
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  page.off('response', collect);
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll('script:not([src]):not([type="application/ld+json"])')].map(
      (script) => script.textContent ?? '',
    ),
  );
  const loaded = await Promise.all(bodies);
  return [...loaded, ...inline.map((text) => Buffer.from(text))].reduce(
    (sum, body) => sum + gzipSync(body, { level: 9 }).length,
    0,
  );
}
