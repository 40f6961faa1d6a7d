import type { Locator, Page } from '@playwright/test';
import type { InvoiceStatus } from '../../../src/components/invoices/invoice-status.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import { readWords } from './words.ts';

/** The company's invoices. */
export class InvoicesPage {
  readonly page: Page;
  readonly locale: Locale;
  readonly heading: Locator;
  readonly emptyHeading: Locator;
  /** One row an invoice, newest first. */
  readonly rows: Locator;
  readonly #text: Text;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.locale = locale;
    this.#text = readWords(locale, 'invoices');
    this.heading = page.getByRole('heading', { level: 1, name: this.#text('invoices.title') });
    this.emptyHeading = page.getByRole('heading', { name: this.#text('invoices.empty.title') });
    this.rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
  }

  async open(): Promise<void> {
    await this.page.goto(paths.invoices(this.locale));
  }

  row(number: string): Locator {
    return this.rows.filter({ hasText: number });
  }

  status(number: string, word: InvoiceStatus['word']): Locator {
    return this.row(number).getByText(this.#text(`invoices.status.${word}`), { exact: true });
  }

  /** "Will be charged to your card on …"; `date` as it is formatted on the page. */
  chargedOn(number: string, date: string): Locator {
    return this.row(number).getByText(this.#text('invoices.status.charged_on', { date }));
  }

  /** Above the list: the bank asks for the member. */
  waitsForBank(number: string): Locator {
    return this.page.getByText(this.#text('invoices.settle.authenticate', { number }));
  }

  pageLink(number: string): Locator {
    return this.page.getByRole('link', { name: this.#text('invoices.page_label', { number }), exact: true });
  }

  pdfLink(number: string): Locator {
    return this.page.getByRole('link', { name: this.#text('invoices.pdf_label', { number }), exact: true });
  }
}
