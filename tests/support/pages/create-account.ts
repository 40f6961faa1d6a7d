import type { Locator, Page } from '@playwright/test';
import { brandVariables } from '../../../src/i18n/brand-variables.ts';
import en from '../../../src/i18n/en/account.json' with { type: 'json' };
import fi from '../../../src/i18n/fi/account.json' with { type: 'json' };

const words = { fi, en };

/** `/fi/create-account/`: the form, then the words that lead to the mailbox. */
export class CreateAccountPage {
  readonly companyName: Locator;
  readonly businessId: Locator;
  readonly country: Locator;
  readonly contactName: Locator;
  readonly email: Locator;
  readonly legacyEmail: Locator;
  readonly acceptsTerms: Locator;
  readonly submit: Locator;
  /** What is wrong with the form. */
  readonly problems: Locator;
  readonly mailboxHeading: Locator;
  readonly mailboxStatus: Locator;
  readonly sendAgain: Locator;
  readonly changeAddress: Locator;
  readonly #page: Page;
  readonly #locale: 'fi' | 'en';

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    const text = words[locale];
    this.#page = page;
    this.#locale = locale;
    this.companyName = page.getByLabel(text['field.company_name'], { exact: true });
    this.businessId = page.getByLabel(text['field.business_id'], { exact: true });
    this.country = page.getByLabel(text['field.country'], { exact: true });
    this.contactName = page.getByLabel(text['field.contact_name'], { exact: true });
    this.email = page.getByLabel(text['field.email'], { exact: true });
    const legacyEmail = text['field.legacy_email'].replace('{{programme}}', brandVariables.programme);
    this.legacyEmail = page.getByLabel(legacyEmail, { exact: true });
    this.acceptsTerms = page.getByRole('checkbox', { name: text['create.terms'].replace(/<\/?link>/g, '') });
    this.submit = page.getByRole('button', { name: text['create.submit'] });
    this.problems = page.getByRole('alert');
    this.mailboxHeading = page.getByRole('heading', { name: text['mailbox.title'] });
    this.mailboxStatus = page.getByRole('status').filter({ has: this.mailboxHeading });
    this.sendAgain = page.getByRole('button', { name: text['mailbox.again'] });
    this.changeAddress = page.getByRole('button', { name: text['mailbox.wrong_address'] });
  }

  async open(): Promise<void> {
    await this.#page.goto(`/${this.#locale}/create-account/`);
  }

  /** Fills in everything a company must give. */
  async fill(company: {
    companyName: string;
    businessId: string;
    country: string;
    contactName: string;
    email: string;
  }) {
    await this.companyName.fill(company.companyName);
    await this.country.selectOption(company.country);
    await this.businessId.fill(company.businessId);
    await this.contactName.fill(company.contactName);
    await this.email.fill(company.email);
    await this.acceptsTerms.check();
  }
}
