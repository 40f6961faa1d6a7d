import type { Locator, Page } from '@playwright/test';
import english from '../../../src/i18n/en/products.json' with { type: 'json' };
import finnish from '../../../src/i18n/fi/products.json' with { type: 'json' };

export type ProductsLocale = 'fi' | 'en';
const words = { fi: finnish, en: english };

/** The page "Omat tuotteet". */
export class ProductsPage {
  readonly page: Page;
  readonly locale: ProductsLocale;
  readonly heading: Locator;
  /** The number below "Pisteet yhteensä", such as "400 p". */
  readonly points: Locator;
  readonly register: Locator;
  readonly migrate: Locator;
  readonly items: Locator;
  readonly showMore: Locator;
  readonly search: Locator;
  readonly category: Locator;
  readonly country: Locator;
  readonly sort: Locator;
  /** "37 tuotetta", or that nothing matches. */
  readonly found: Locator;
  /** Clears search and filters where they find nothing. */
  readonly reset: Locator;
  readonly pickAll: Locator;
  /** Opens the choice of columns; on wide screens. */
  readonly layout: Locator;
  /** Prints the whole list; on wide screens. */
  readonly print: Locator;
  /** What can be done with the ticked products. */
  readonly bulk: Locator;
  /** The form that changes the ticked products. */
  readonly bulkForm: Locator;
  readonly bulkDealer: Locator;
  /** Takes the last change of many products back. */
  readonly undo: Locator;
  /** What the form just did. */
  readonly news: Locator;

  constructor(page: Page, locale: ProductsLocale = 'fi') {
    const text = words[locale];
    const main = page.getByRole('main');
    this.page = page;
    this.locale = locale;
    this.heading = page.getByRole('heading', { level: 1, name: text.title });
    this.points = main.getByRole('definition').first();
    this.register = main.getByRole('button', { name: text['action.register'] });
    this.migrate = main.getByRole('button', { name: text['action.migrate'] });
    this.items = main.getByRole('listitem').filter({ has: page.getByRole('link', { name: text['item.view'] }) });
    this.showMore = main.getByRole('button', { name: text['list.more'] });
    this.search = main.getByRole('searchbox', { name: text['find.label'] });
    this.category = main.getByRole('combobox', { name: text['find.category'] });
    this.country = main.getByRole('search').getByRole('combobox', { name: text['part.purchase_country'] });
    this.sort = main.getByRole('combobox', { name: text['sort.label'] });
    this.found = main.getByRole('region', { name: text['list.heading'] }).locator('p[aria-live]').first();
    this.reset = main.getByRole('button', { name: text['find.reset'] });
    this.pickAll = main.getByRole('checkbox', { name: text['select.all'] });
    this.layout = main.locator('summary', { hasText: text['layout.button'] });
    this.print = main.getByRole('button', { name: text['print.button'] });
    this.bulk = main.getByRole('region', { name: text['bulk.label'] });
    this.bulkForm = page.getByRole('dialog');
    this.bulkDealer = this.bulkForm.getByLabel(text['part.dealer'], { exact: true });
    this.undo = main.getByRole('button', { name: text['bulk.undo'] });
    this.news = main.getByRole('status').first();
  }

  async open(): Promise<void> {
    await this.page.goto(`/${this.locale}/products/`);
  }

  /** The items of one model, by its name. */
  item(model: string): Locator {
    return this.items.filter({ has: this.page.getByRole('heading', { name: model, exact: true }) });
  }

  /** The mark of an item: complete (green check), data missing, serial under review. */
  mark(item: Locator, state: 'complete' | 'incomplete' | 'disputed' | 'lost'): Locator {
    return item.getByRole('img', { name: words[this.locale][`item.${state}`] });
  }

  async view(item: Locator): Promise<void> {
    await item.getByRole('link', { name: words[this.locale]['item.view'] }).click();
  }

  async pick(item: Locator): Promise<void> {
    await item.getByRole('checkbox').click();
  }

  /** Opens the form for the ticked products. */
  async openEdit(): Promise<void> {
    await this.bulk.getByRole('button', { name: words[this.locale]['bulk.edit'] }).click();
  }

  /** Opens the form, fills what is given and saves it to the ticked products. */
  async editPicked(change: { dealer?: string; boughtOn?: string; country?: string }): Promise<void> {
    const text = words[this.locale];
    await this.openEdit();
    const field = (label: string) => this.bulkForm.getByLabel(label, { exact: true });
    if (change.dealer) await this.bulkDealer.fill(change.dealer);
    if (change.boughtOn) await field(text['part.purchase_date']).fill(change.boughtOn);
    if (change.country) await field(text['part.purchase_country']).selectOption(change.country);
    await this.saveEdit();
  }

  /** Saves what the form says to the ticked products. */
  async saveEdit(): Promise<void> {
    const name = words[this.locale]['bulk.save_other'].replace(/\s*\{\{.*$/, '');
    await this.bulkForm.getByRole('button', { name }).click();
  }

  /** Removes the ticked products, question included. */
  async removePicked(): Promise<void> {
    const text = words[this.locale];
    await this.bulk.getByRole('button', { name: text['bulk.remove'] }).click();
    await this.bulkForm.getByRole('button', { name: text['remove.confirm'] }).click();
  }

  async filter(name: 'all' | 'incomplete' | 'disputed' | 'complete'): Promise<void> {
    await this.page.getByRole('button', { name: words[this.locale][`filter.${name}`] }).click();
  }
}
