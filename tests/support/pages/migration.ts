import type { Locator, Page } from '@playwright/test';
import type { ProductsLocale } from './products.ts';
import { readWords } from './words.ts';

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
  /** Given later than at sign-up. */
  readonly oldAddress: Locator;
  readonly saveAddress: Locator;
  readonly oldNumber: Locator;
  readonly sendNumberCode: Locator;
  readonly changeNumber: Locator;
  readonly numberCode: Locator;
  readonly confirmNumberCode: Locator;
  /** Takes the newest move back, after a question. */
  readonly undo: Locator;
  readonly dialog: Locator;
  readonly confirmUndo: Locator;

  constructor(page: Page, locale: ProductsLocale = 'fi') {
    const text = readWords(locale, 'migration');
    const main = page.getByRole('main');
    this.page = page;
    this.locale = locale;
    this.sendCode = main.getByRole('button', { name: text('migration.proof.send'), exact: true });
    this.code = main.getByRole('textbox', { name: text('migration.proof.code') });
    this.confirmCode = main.getByRole('button', { name: text('migration.proof.confirm') });
    this.rows = main.getByRole('list', { name: text('migration.preview.products') }).getByRole('listitem');
    this.move = main.getByRole('button', { name: text('migration.preview.move') });
    this.doneHeading = main.getByRole('heading', { name: text('migration.done.title') });
    this.toList = main.getByRole('link', { name: text('migration.done.list') });
    this.oldAddress = main.getByLabel(text('migration.address.email'), { exact: true });
    this.saveAddress = main.getByRole('button', { name: text('migration.address.save') });
    this.oldNumber = main.getByLabel(text('migration.number.label'), { exact: true });
    this.sendNumberCode = main.getByRole('button', { name: text('migration.number.send') });
    this.changeNumber = main.getByRole('button', { name: text('migration.number.change') });
    this.numberCode = main.getByLabel(text('migration.number.code'), { exact: true });
    this.confirmNumberCode = main.getByRole('button', { name: text('migration.number.confirm') });
    this.undo = main.getByRole('button', { name: text('migration.undo.open') }).first();
    this.dialog = page.getByRole('dialog');
    this.confirmUndo = this.dialog.getByRole('button', { name: text('migration.undo.confirm') });
    this.nothingHeading = main.getByRole('heading', { name: text('migration.nothing.title') });
  }

  async open(): Promise<void> {
    await this.page.goto(`/${this.locale}/products/migrate/`);
  }
}
