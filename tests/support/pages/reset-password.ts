import type { Locator, Page } from '@playwright/test';
import en from '../../../src/i18n/en/account.json' with { type: 'json' };
import fi from '../../../src/i18n/fi/account.json' with { type: 'json' };

const words = { fi, en };

/** `/fi/reset-password/`. */
export class ResetPasswordPage {
  readonly email: Locator;
  readonly submit: Locator;
  readonly problems: Locator;
  readonly mailboxHeading: Locator;
  readonly sendAgain: Locator;
  readonly #page: Page;
  readonly #locale: 'fi' | 'en';

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    const text = words[locale];
    this.#page = page;
    this.#locale = locale;
    this.email = page.getByLabel(text['field.email'], { exact: true });
    this.submit = page.getByRole('button', { name: text['reset.submit'] });
    this.problems = page.getByRole('alert');
    this.mailboxHeading = page.getByRole('heading', { name: text['mailbox.title'] });
    this.sendAgain = page.getByRole('button', { name: text['mailbox.again'] });
  }

  async open(): Promise<void> {
    await this.#page.goto(`/${this.#locale}/reset-password/`);
  }
}
