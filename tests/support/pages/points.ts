import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import { readWords } from './words.ts';

/** Points. */
export class PointsPage {
  readonly page: Page;
  readonly locale: Locale;
  readonly heading: Locator;
  /** The way to the next tier; its name says it in words. */
  readonly picture: Locator;
  /** One row per category. */
  readonly categories: Locator;
  /** One row per entry, newest first. */
  readonly entries: Locator;
  readonly moreButton: Locator;
  readonly #text: Text;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.locale = locale;
    this.#text = readWords(locale, 'points', 'common');
    this.heading = page.getByRole('heading', { level: 1, name: this.#text('points.title') });
    this.picture = page.getByRole('main').getByRole('img').first();
    this.categories = this.#rows('points.categories.title');
    this.entries = this.#rows('points.ledger.title');
    this.moreButton = page.getByRole('button', { name: this.#text('points.ledger.more') });
  }

  async open(): Promise<void> {
    await this.page.goto(paths.points(this.locale));
  }

  #rows(name: 'points.categories.title' | 'points.ledger.title'): Locator {
    return this.page
      .getByRole('table', { name: this.#text(name) })
      .locator('tbody')
      .getByRole('row');
  }
}
