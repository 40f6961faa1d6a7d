import type { Locator, Page } from '@playwright/test';
import en from '../../../src/i18n/en/support.json' with { type: 'json' };
import fi from '../../../src/i18n/fi/support.json' with { type: 'json' };

const words = { fi, en };

/** `/fi/support/`. */
export class SupportPage {
  readonly topic: Locator;
  readonly name: Locator;
  readonly email: Locator;
  readonly message: Locator;
  readonly submit: Locator;
  readonly problems: Locator;
  readonly sentHeading: Locator;
  /** Holds the reference after sending. */
  readonly sentStatus: Locator;
  readonly cases: Locator;
  readonly #page: Page;
  readonly #locale: 'fi' | 'en';

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    const text = words[locale];
    this.#page = page;
    this.#locale = locale;
    this.topic = page.getByLabel(text['field.topic'], { exact: true });
    this.name = page.getByLabel(text['field.name'], { exact: true });
    this.email = page.getByLabel(text['field.email'], { exact: true });
    this.message = page.getByLabel(text['field.message'], { exact: true });
    this.submit = page.getByRole('button', { name: text.submit });
    this.problems = page.getByRole('alert');
    this.sentHeading = page.getByRole('heading', { name: text['sent.title'] });
    this.sentStatus = page.getByRole('status').filter({ has: this.sentHeading });
    this.cases = page.getByRole('region', { name: text['cases.title'] }).getByRole('listitem');
  }

  /** Opens the page, with a topic chosen if given. */
  async open(topic?: string): Promise<void> {
    await this.#page.goto(`/${this.#locale}/support/${topic ? `?topic=${topic}` : ''}`);
  }
}
