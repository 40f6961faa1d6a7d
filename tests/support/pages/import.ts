import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import { openSettled } from '../settle.ts';
import { readWords } from './words.ts';

/** The page "Tuo tuotteita tiedostosta". */
export class ImportPage {
  readonly page: Page;
  readonly locale: Locale;
  readonly words: Text;
  /** The heading of the present step. */
  readonly step: Locator;
  readonly pasted: Locator;
  readonly readPaste: Locator;
  readonly check: Locator;
  /** Shown when the session ended on the way. */
  readonly signIn: Locator;
  readonly downloadErrors: Locator;
  readonly wholeOnly: Locator;
  /** "Rekisteröi n tuotetta". */
  readonly register: Locator;
  readonly rows: Locator;
  readonly alert: Locator;
  /** What the import brought. */
  readonly result: Locator;

  constructor(page: Page, locale: Locale = 'fi') {
    const words = readWords(locale, 'imports', 'products', 'errors');
    const main = page.getByRole('main');
    const button = (name: string) => main.getByRole('button', { name });
    this.page = page;
    this.locale = locale;
    this.words = words;
    this.step = main.getByRole('heading', { level: 2 });
    this.pasted = main.getByRole('textbox', { name: words('imports.paste.label') });
    this.readPaste = button(words('imports.paste.read'));
    this.check = button(words('imports.match.check'));
    this.signIn = main.getByRole('link', { name: readWords(locale, 'common')('common.nav.sign_in') });
    this.downloadErrors = button(words('imports.preview.errors'));
    this.wholeOnly = main.getByRole('radio', { name: words('imports.preview.whole') });
    this.register = main.getByRole('button', { name: /^(Rekisteröi|Register) \d/ });
    this.rows = main.getByRole('region', { name: words('imports.rows.title') }).getByRole('listitem');
    this.alert = main.getByRole('alert');
    this.result = main.getByRole('status').filter({ hasText: /rekisteröitiin|registered/ });
  }

  /** Opens the page. */
  async open(): Promise<void> {
    await openSettled(this.page, paths.importProducts(this.locale));
  }

  /** Chooses a file by the button. */
  async choose(name: string, content: string | Uint8Array, mimeType = 'text/csv'): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page
      .getByRole('main')
      .getByRole('button', { name: this.words('imports.file.choose') })
      .click();
    await (await chooser).setFiles({ name, mimeType, buffer: Buffer.from(content) });
  }

  /** The select of a field, by the field's name. */
  column(field: 'model_name' | 'serial_number' | 'purchased_on' | 'dealer_name'): Locator {
    return this.page.getByRole('combobox', { name: this.words(`imports.field.${field}`), exact: true });
  }

  /** One of the buttons above the rows. */
  filter(fate: 'all' | 'complete' | 'incomplete' | 'refused' | 'present' | 'disputed', number: number): Locator {
    const key = fate === 'all' ? ('imports.rows.all' as const) : (`imports.count.${fate}` as const);
    return this.page.getByRole('button', { name: this.words(key, { number }) });
  }

  /** Saves the refused rows and answers what the file holds. */
  async saveErrors(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.downloadErrors.click();
    const stream = await (await download).createReadStream();
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  }
}
