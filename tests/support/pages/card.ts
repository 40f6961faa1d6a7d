import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import { openSettled } from '../settle.ts';
import { readWords } from './words.ts';

/** The membership card. */
export class CardPage {
  readonly page: Page;
  readonly locale: Locale;
  readonly text: Text;
  readonly heading: Locator;
  readonly code: Locator;
  readonly download: Locator;
  readonly print: Locator;
  readonly checkLink: Locator;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.locale = locale;
    this.text = readWords(locale, 'card', 'common');
    this.heading = page.getByRole('heading', { level: 1, name: this.text('card.title') });
    this.code = page.getByRole('img', { name: this.text('card.qr') });
    this.download = page.getByRole('button', { name: this.text('card.download') });
    this.print = page.getByRole('button', { name: this.text('card.print') });
    this.checkLink = page.getByRole('link', { name: this.text('card.check_link') });
  }

  async open(): Promise<void> {
    await openSettled(this.page, paths.membershipCard(this.locale));
  }

  /** The card of a company. */
  card(company: string): Locator {
    return this.page.getByRole('region', { name: this.text('card.label', { company }) });
  }
}

/** The public page that checks a card. */
export class CheckPage {
  readonly page: Page;
  readonly text: Text;
  readonly answer: Locator;
  readonly again: Locator;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.text = readWords(locale, 'card', 'common');
    this.answer = page.getByRole('main').getByRole('status');
    this.again = page.getByRole('button', { name: this.text('card.check.again') });
  }
}
