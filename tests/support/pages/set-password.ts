import type { Locator, Page } from '@playwright/test';
import en from '../../../src/i18n/en/account.json' with { type: 'json' };
import fi from '../../../src/i18n/fi/account.json' with { type: 'json' };

const words = { fi, en };

/** `/fi/set-password/`. */
export class SetPasswordPage {
  readonly password: Locator;
  readonly repeated: Locator;
  readonly submit: Locator;
  readonly problems: Locator;
  /** The heading when nobody is signed in. */
  readonly noSessionHeading: Locator;
  readonly #page: Page;
  readonly #locale: 'fi' | 'en';

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    const text = words[locale];
    this.#page = page;
    this.#locale = locale;
    this.password = page.getByLabel(text['field.new_password'], { exact: true });
    this.repeated = page.getByLabel(text['field.repeat_password'], { exact: true });
    this.submit = page.getByRole('button', { name: text['set.submit'] });
    this.problems = page.getByRole('alert');
    this.noSessionHeading = page.getByRole('heading', { name: text['set.no_session_title'] });
  }

  async open(): Promise<void> {
    await this.#page.goto(`/${this.#locale}/set-password/`);
  }

  /** Writes the same password into both fields and saves. */
  async save(password: string): Promise<void> {
    await this.password.fill(password);
    await this.repeated.fill(password);
    await this.submit.click();
  }
}
