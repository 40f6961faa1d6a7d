import type { Locator, Page } from '@playwright/test';
import type { BillingFieldName } from '../../../src/components/billing/billing-form.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import type { PaymentMethod } from '../../../supabase/functions/_shared/contracts/payment-methods.ts';
import type { TierCode } from '../../../supabase/functions/_shared/contracts/tiers.ts';
import { readWords } from './words.ts';

/** The form that joins CPS. */
export class JoinPage {
  readonly page: Page;
  readonly locale: Locale;
  readonly heading: Locator;
  readonly summary: Locator;
  /** What is wrong with the form, on top of it. */
  readonly problems: Locator;
  readonly renewal: Locator;
  readonly joinButton: Locator;
  readonly tiersLink: Locator;
  readonly membershipLink: Locator;
  readonly #text: Text;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.locale = locale;
    this.#text = readWords(locale, 'join', 'common');
    this.heading = page.getByRole('heading', { level: 1, name: this.#text('join.title') });
    this.summary = page.getByRole('region', { name: this.#text('join.summary.title') });
    this.problems = page.locator('form').getByRole('alert');
    this.renewal = page.getByRole('checkbox', { name: this.#text('join.renewal.label') });
    this.joinButton = page.getByRole('button', { name: this.#text('join.submit') });
    this.tiersLink = page.getByRole('link', { name: this.#text('join.not_offered.action') });
    this.membershipLink = page.getByRole('link', { name: this.#text('join.member.action') });
  }

  async open(tier?: TierCode): Promise<void> {
    await this.page.goto(paths.join(this.locale, tier));
  }

  /** A field of the billing details. */
  field(name: BillingFieldName): Locator {
    const label = this.#text(`join.billing.${name}`);
    return name === 'country'
      ? this.page.getByRole('combobox', { name: label })
      : this.page.getByRole('textbox', { name: label });
  }

  /** The radio button of a payment method. */
  payment(method: PaymentMethod): Locator {
    return this.page.getByRole('radio', { name: this.#text(`join.payment.${method}`), exact: true });
  }

  /** The note of a payment method (S7, S8). */
  paymentNote(method: PaymentMethod): Locator {
    return this.page.getByText(this.#text(`join.payment.${method}_note`));
  }

  /** Fills what the company account doesn't know, chooses the payment method and joins. */
  async join(
    method: PaymentMethod,
    address = { address_line1: 'Linssikatu 5', postal_code: '00100', city: 'Helsinki' },
  ): Promise<void> {
    await this.field('address_line1').fill(address.address_line1);
    await this.field('postal_code').fill(address.postal_code);
    await this.field('city').fill(address.city);
    await this.payment(method).check();
    await this.joinButton.click();
  }
}
