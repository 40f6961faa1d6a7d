import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import { readWords } from './words.ts';

const readPeopleWords = (locale: Locale) => readWords(locale, 'account', 'people', 'common');

/** The people of a company on `/fi/account/`. */
export class PeoplePage {
  readonly section: Locator;
  readonly people: Locator;
  readonly openForm: Locator;
  readonly email: Locator;
  readonly send: Locator;
  readonly news: Locator;
  readonly openInvites: Locator;
  readonly leave: Locator;
  readonly confirmLeave: Locator;
  readonly dialog: Locator;
  readonly #page: Page;
  readonly #locale: Locale;
  readonly #words: Text;

  constructor(page: Page, locale: Locale = 'fi') {
    const words = readPeopleWords(locale);
    this.#page = page;
    this.#locale = locale;
    this.#words = words;
    this.section = page.getByRole('region', { name: words('account.people.title'), exact: true });
    this.people = this.section.getByRole('list').first().getByRole('listitem');
    this.openForm = this.section.getByRole('button', { name: words('people.invite.open') });
    this.email = this.section.getByLabel(words('people.invite.email'), { exact: true });
    this.send = this.section.getByRole('button', { name: words('people.invite.submit') });
    this.news = this.section.getByRole('status');
    this.openInvites = this.section.getByRole('list', { name: words('people.open.title') }).getByRole('listitem');
    this.leave = this.section.getByRole('button', { name: words('people.leave.button') });
    this.dialog = page.getByRole('dialog');
    this.confirmLeave = this.dialog.getByRole('button', { name: words('people.leave.confirm'), exact: true });
  }

  async open(): Promise<void> {
    await this.#page.goto(paths.account(this.#locale));
  }

  /** Fills in and sends the form. */
  async invite(address: string, role: 'owner' | 'billing' | 'products' | 'viewer'): Promise<void> {
    await this.openForm.click();
    await this.email.fill(address);
    await this.section.getByRole('radio', { name: this.#words(`account.role.${role}`), exact: true }).check();
    await this.send.click();
  }

  /** Opens the dialog about a colleague. */
  async change(address: string): Promise<void> {
    await this.section.getByRole('button', { name: this.#words('people.list.change_named', { address }) }).click();
  }
}

/** The page an invitation leads to. */
export class InvitePage {
  readonly accept: Locator;
  readonly begin: Locator;
  readonly signIn: Locator;
  readonly begunHeading: Locator;
  readonly noneHeading: Locator;

  constructor(page: Page, locale: Locale = 'fi') {
    const words = readPeopleWords(locale);
    this.accept = page.getByRole('button', { name: words('people.page.accept') });
    this.begin = page.getByRole('button', { name: words('people.page.begin') });
    this.signIn = page.getByRole('link', { name: words('people.page.sign_in') });
    this.begunHeading = page.getByRole('heading', { name: words('people.page.begun_title') });
    this.noneHeading = page.getByRole('heading', { name: words('people.page.none_title') });
  }
}

/** The menu of companies in the black bar. */
export class CompanySwitcher {
  readonly button: Locator;
  readonly menu: Locator;

  constructor(page: Page, locale: Locale = 'fi') {
    const words = readPeopleWords(locale);
    this.button = page.getByRole('banner').getByRole('button', { name: words('people.switch.label') });
    this.menu = page.getByRole('group', { name: words('people.switch.label') });
  }

  /** Goes on for another company. */
  async choose(company: string): Promise<void> {
    await this.button.click();
    await this.menu.getByRole('button', { name: company }).click();
  }
}
