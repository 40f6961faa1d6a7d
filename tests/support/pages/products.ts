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

  async filter(name: 'all' | 'incomplete' | 'disputed'): Promise<void> {
    await this.page.getByRole('button', { name: words[this.locale][`filter.${name}`] }).click();
  }
}
