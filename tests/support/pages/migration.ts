import type { Locator, Page } from '@playwright/test';
import english from '../../../src/i18n/en/migration.json' with { type: 'json' };
import finnish from '../../../src/i18n/fi/migration.json' with { type: 'json' };
import type { ProductsLocale } from './products.ts';

const words = { fi: finnish, en: english };

/** The page that moves the products of an old account. */
export class MigrationPage {
  readonly page: Page;
  readonly locale: ProductsLocale;
  readonly sendCode: Locator;
  readonly code: Locator;
  readonly confirmCode: Locator;
  /** The products of the preview. */
  readonly rows: Locator;
  readonly move: Locator;
  readonly doneHeading: Locator;
  readonly toList: Locator;
  readonly nothingHeading: Locator;

  constructor(page: Page, locale: ProductsLocale = 'fi') {
    const text = words[locale];
    const main = page.getByRole('main');
    this.page = page;
    this.locale = locale;
    this.sendCode = main.getByRole('button', { name: text['proof.send'] });
    this.code = main.getByRole('textbox', { name: text['proof.code'] });
    this.confirmCode = main.getByRole('button', { name: text['proof.confirm'] });
    this.rows = main.getByRole('list', { name: text['preview.products'] }).getByRole('listitem');
    this.move = main.getByRole('button', { name: text['preview.move'] });
    this.doneHeading = main.getByRole('heading', { name: text['done.title'] });
    this.toList = main.getByRole('link', { name: text['done.list'] });
    this.nothingHeading = main.getByRole('heading', { name: text['nothing.title'] });
  }

  async open(): Promise<void> {
    await this.page.goto(`/${this.locale}/products/migrate/`);
  }
}
