import type { Locator, Page } from '@playwright/test';
import { paths } from '../../../src/lib/paths.ts';
import { readWords } from './words.ts';

const words = readWords('fi', 'claims');

/** The page behind a release link. */
export class AcceptPage {
  readonly page: Page;
  readonly date: Locator;
  readonly dealer: Locator;
  readonly accept: Locator;
  readonly doneHeading: Locator;

  constructor(page: Page) {
    this.page = page;
    this.date = page.getByRole('textbox', { name: words('claims.accept.date') });
    this.dealer = page.getByRole('textbox', { name: words('claims.accept.dealer') });
    this.accept = page.getByRole('main').getByRole('button', { name: words('claims.accept.button'), exact: true });
    this.doneHeading = page.getByRole('heading', { name: words('claims.accept.done_title') });
  }

  /** Opens the link of a token. */
  async open(token: string): Promise<void> {
    await this.page.goto(paths.acceptProduct('fi', token));
  }
}
