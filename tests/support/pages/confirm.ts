import type { Locator, Page } from '@playwright/test';
import en from '../../../src/i18n/en/account.json' with { type: 'json' };
import fi from '../../../src/i18n/fi/account.json' with { type: 'json' };

const words = { fi, en };

/** `/auth/confirm/`, where every mail leads. */
export class ConfirmPage {
  readonly heading: Locator;
  readonly proceed: Locator;
  readonly useCode: Locator;
  readonly email: Locator;
  readonly code: Locator;
  readonly problems: Locator;
  /** The heading when the link is wrong, used or expired. */
  readonly usedHeading: Locator;
  readonly sendNewLink: Locator;
  readonly mailboxHeading: Locator;
  readonly #page: Page;
  readonly #locale: 'fi' | 'en';

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    const text = words[locale];
    this.#page = page;
    this.#locale = locale;
    this.heading = page.getByRole('heading', { level: 1 });
    this.proceed = page.getByRole('button', { name: text['confirm.submit'], exact: true });
    this.useCode = page.getByText(text['confirm.code_instead']);
    this.email = page.getByLabel(text['field.email'], { exact: true });
    this.code = page.getByLabel(text['field.code'], { exact: true });
    this.problems = page.getByRole('alert');
    this.usedHeading = page.getByRole('heading', { name: text['confirm.used_title'] });
    this.sendNewLink = page.getByRole('button', { name: text['confirm.again_submit'] });
    this.mailboxHeading = page.getByRole('heading', { name: text['mailbox.title'] });
  }

  /** Opens the page without a link, for the code. */
  async open(): Promise<void> {
    await this.#page.goto(`/auth/confirm/?lang=${this.#locale}`);
  }
}
