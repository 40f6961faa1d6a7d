import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import type { TierCode } from '../../../supabase/functions/_shared/contracts/tiers.ts';
import { readWords } from './words.ts';

/** Available CPS tiers. */
export class TiersPage {
  readonly page: Page;
  readonly locale: Locale;
  readonly heading: Locator;
  /** Only where a Business tier is offered. */
  readonly businessSwitch: Locator;
  readonly tiers: Locator;
  readonly continueButton: Locator;
  readonly membershipLink: Locator;
  readonly #text: Text;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.locale = locale;
    this.#text = readWords(locale, 'tiers', 'common');
    this.heading = page.getByRole('heading', { level: 1, name: this.#text('tiers.title') });
    this.businessSwitch = page.getByRole('switch', { name: this.#text('tiers.business_switch') });
    this.tiers = page.getByRole('radio');
    this.continueButton = page.getByRole('button', { name: this.#text('tiers.continue') });
    this.membershipLink = page.getByRole('link', { name: this.#text('tiers.member.action') });
  }

  async open(): Promise<void> {
    await this.page.goto(paths.tiers(this.locale));
  }

  /** The radio button of a tier. */
  tier(code: TierCode): Locator {
    return this.page.getByRole('radio', { name: this.#text(`common.tier.${code}`), exact: true });
  }

  /** "500 points missing" on a tier out of reach; `points` as it is formatted on the page. */
  missing(count: number, points: string): Locator {
    const text = this.#text('tiers.missing', { count, points });
    return this.page.locator('fieldset').getByText(text, { exact: true });
  }

  /** Chooses a tier and goes on to payment. */
  async choose(code: TierCode): Promise<void> {
    await this.tier(code).check();
    await this.continueButton.click();
  }
}
