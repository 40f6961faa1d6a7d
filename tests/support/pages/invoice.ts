import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import { readWords } from './words.ts';

/** One invoice of the company. */
export class InvoicePage {
  readonly page: Page;
  readonly locale: Locale;
  readonly text: Text;
  readonly payNow: Locator;
  /** To the bank, where it asks for the member. */
  readonly confirm: Locator;
  readonly code: Locator;
  readonly startCorrection: Locator;
  readonly sendCorrection: Locator;
  readonly cancelCorrection: Locator;
  readonly legalName: Locator;
  readonly reference: Locator;
  readonly eInvoice: Locator;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.locale = locale;
    this.text = readWords(locale, 'papers', 'join', 'common');
    this.payNow = page.getByRole('button', { name: this.text('papers.pay.card', { last4: '4242' }) });
    this.confirm = page.getByRole('link', { name: this.text('papers.next.authenticate') });
    this.code = page.getByRole('img', { name: this.text('papers.bank.code_label') });
    this.startCorrection = page.getByRole('button', { name: this.text('papers.correct.start') });
    this.sendCorrection = page.getByRole('button', { name: this.text('papers.correct.send') });
    this.cancelCorrection = page.getByRole('button', { name: this.text('common.form.cancel') });
    this.legalName = page.getByRole('textbox', { name: this.text('join.billing.legal_name') });
    this.reference = page.getByRole('textbox', { name: this.text('join.billing.reference') });
    this.eInvoice = page.getByRole('button', { name: this.text('papers.more.e_invoice') });
  }

  async open(id: string): Promise<void> {
    await this.page.goto(paths.invoice(this.locale, id));
  }

  heading(number: string): Locator {
    return this.page.getByRole('heading', { name: this.text('papers.page.number', { number }) });
  }

  /** A value of the bank details, by the name in front of it. */
  bankDetail(name: 'iban' | 'reference' | 'amount'): Locator {
    return this.page.locator('dt', { hasText: this.text(`papers.bank.${name}`) }).locator('+ dd');
  }

  /** A sentence on the page. */
  sentence(key: Parameters<Text>[0], values: Parameters<Text>[1] = {}): Locator {
    return this.page.getByText(this.text(key, values));
  }
}
