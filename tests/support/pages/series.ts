import type { Locator, Page } from '@playwright/test';
import { paths } from '../../../src/lib/paths.ts';
import { ProductFormPage } from './product-form.ts';
import { readWords } from './words.ts';

const words = readWords('fi', 'series');

/** Several units of one purchase. */
export class SeriesPage {
  readonly page: Page;
  /** The fields of the purchase, which the page shares with the form of one product. */
  readonly purchase: ProductFormPage;
  readonly save: Locator;
  /** What saving brought. */
  readonly result: Locator;

  constructor(page: Page) {
    this.page = page;
    this.purchase = new ProductFormPage(page);
    this.save = page.getByRole('button', { name: /^Rekisteröi \d/ });
    this.result = page.getByRole('status').filter({ hasText: /rekisteröitiin/ });
  }

  async open(): Promise<void> {
    await this.page.goto(paths.registerSeries('fi'));
  }

  /** The field of one unit, counted from 1. */
  line(number: number): Locator {
    return this.page.getByRole('textbox', { name: words('series.serials.label', { number }), exact: true });
  }
}
