import type { Locator, Page } from '@playwright/test';
import en from '../../../src/i18n/en/account.json' with { type: 'json' };
import fi from '../../../src/i18n/fi/account.json' with { type: 'json' };

const words = { fi, en };

/** `/fi/account/`: one section a topic, each found by its heading. */
export class AccountPage {
  readonly company: Locator;
  readonly billing: Locator;
  readonly card: Locator;
  readonly people: Locator;
  readonly numbers: Locator;
  readonly editCompany: Locator;
  readonly editBilling: Locator;
  readonly addBilling: Locator;
  readonly companyName: Locator;
  readonly contactName: Locator;
  readonly saved: Locator;
  readonly problems: Locator;
  readonly changePassword: Locator;
  readonly #page: Page;
  readonly #locale: 'fi' | 'en';

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    const text = words[locale];
    const section = (name: string) => page.getByRole('region', { name, exact: true });
    this.#page = page;
    this.#locale = locale;
    this.company = section(text['company.title']);
    this.billing = section(text['billing.title']);
    this.card = section(text['card.title']);
    this.people = section(text['people.title']);
    this.numbers = section(text['numbers.title']);
    this.editCompany = page.getByRole('button', { name: text['page.edit_company'] });
    this.editBilling = page.getByRole('button', { name: text['billing.edit'] });
    this.addBilling = page.getByRole('button', { name: text['billing.add'] });
    this.companyName = this.company.getByLabel(text['field.company_name'], { exact: true });
    this.contactName = this.company.getByLabel(text['field.contact_name'], { exact: true });
    this.saved = page.getByText(text['page.saved']);
    this.problems = page.getByRole('alert');
    this.changePassword = page.getByRole('link', { name: text['password.change'] });
  }

  async open(): Promise<void> {
    await this.#page.goto(`/${this.#locale}/account/`);
  }
}
