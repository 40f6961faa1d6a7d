import type { Locator, Page } from '@playwright/test';
import englishCommon from '../../../src/i18n/en/common.json' with { type: 'json' };
import english from '../../../src/i18n/en/products.json' with { type: 'json' };
import finnishCommon from '../../../src/i18n/fi/common.json' with { type: 'json' };
import finnish from '../../../src/i18n/fi/products.json' with { type: 'json' };
import type { ProductsLocale } from './products.ts';

const words = { fi: { ...finnish, ...finnishCommon }, en: { ...english, ...englishCommon } };

export interface ProductEntry {
  /** Name or code to search for, and the name of the model to choose. */
  model?: { search: string; name: string };
  serial?: string;
  /** As typed, in the page's own format. */
  date?: string;
  /** ISO code. */
  country?: string;
  dealer?: string;
}

/** Registers or changes a product. */
export class ProductFormPage {
  readonly page: Page;
  readonly locale: ProductsLocale;
  readonly model: Locator;
  readonly serial: Locator;
  readonly date: Locator;
  readonly country: Locator;
  readonly dealer: Locator;
  readonly dateIsEstimate: Locator;
  readonly dealerIsEstimate: Locator;
  readonly save: Locator;
  readonly cancel: Locator;
  /** The list of mistakes on top of the form. */
  readonly summary: Locator;
  readonly remove: Locator;
  readonly confirmRemoval: Locator;

  constructor(page: Page, locale: ProductsLocale = 'fi') {
    const text = words[locale];
    const estimate = page.getByRole('checkbox', { name: text['field.estimate'], exact: true });
    this.page = page;
    this.locale = locale;
    this.model = page.getByRole('combobox', { name: text['field.model'] });
    this.serial = page.getByRole('textbox', { name: text['part.serial_number'] });
    this.date = page.getByRole('textbox', { name: text['part.purchase_date'] });
    this.country = page.getByRole('combobox', { name: text['part.purchase_country'] });
    this.dealer = page.getByRole('combobox', { name: text['part.dealer'] });
    this.dateIsEstimate = estimate.first();
    this.dealerIsEstimate = estimate.last();
    this.save = page.getByRole('button', { name: text['form.save'], exact: true });
    this.cancel = page.getByRole('link', { name: text['form.cancel'] });
    this.summary = page.getByRole('main').getByRole('alert');
    this.remove = page.getByRole('button', { name: text['remove.button'] });
    this.confirmRemoval = page.getByRole('dialog').getByRole('button', { name: text['remove.confirm'] });
  }

  async openNew(): Promise<void> {
    await this.page.goto(`/${this.locale}/products/register/`);
  }

  async chooseModel(search: string, name: string): Promise<void> {
    await this.model.fill(search);
    await this.page.getByRole('listbox').getByRole('option').filter({ hasText: name }).first().click();
  }

  /** Fills what is given and leaves the rest as it is. */
  async fill({ model, serial, date, country, dealer }: ProductEntry): Promise<void> {
    if (model) await this.chooseModel(model.search, model.name);
    if (serial !== undefined) await this.serial.fill(serial);
    if (date !== undefined) await this.date.fill(date);
    if (country !== undefined) await this.country.selectOption(country);
    if (dealer !== undefined) await this.dealer.fill(dealer);
  }

  /** Goes down to the end of the page, where a product is taken off the list, and asks for it. */
  async askToRemove(): Promise<void> {
    await this.save.waitFor();
    await this.page.getByRole('contentinfo').scrollIntoViewIfNeeded();
    await this.remove.click();
  }
}
