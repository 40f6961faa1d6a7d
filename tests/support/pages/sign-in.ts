import type { Locator, Page } from '@playwright/test';
import en from '../../../src/i18n/en/account.json' with { type: 'json' };
import fi from '../../../src/i18n/fi/account.json' with { type: 'json' };

const words = { fi, en };

/** `/fi/sign-in/`. */
export class SignInPage {
  readonly email: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly forgotten: Locator;
  readonly problems: Locator;
  readonly sendAgain: Locator;
  readonly #page: Page;
  readonly #locale: 'fi' | 'en';

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    const text = words[locale];
    this.#page = page;
    this.#locale = locale;
    this.email = page.getByLabel(text['field.email'], { exact: true });
    this.password = page.getByLabel(text['field.password'], { exact: true });
    this.submit = page.getByRole('button', { name: text['sign_in.submit'] });
    this.forgotten = page.getByRole('link', { name: text['sign_in.forgotten'] });
    this.problems = page.getByRole('alert');
    this.sendAgain = page.getByRole('button', { name: text['sign_in.send_again'] });
  }

  /** Opens the page; `next` is where to go afterwards. */
  async open(next?: string): Promise<void> {
    await this.#page.goto(`/${this.#locale}/sign-in/${next ? `?next=${encodeURIComponent(next)}` : ''}`);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }
}
