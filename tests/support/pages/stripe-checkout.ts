import type { Locator, Page } from '@playwright/test';
import { createTexts } from '../../../local/stripe/pages/texts.ts';

/** The hosted page of the payment double that saves a card. */
export class StripeCheckoutPage {
  readonly page: Page;
  readonly cardNumber: Locator;
  readonly expiry: Locator;
  readonly securityCode: Locator;
  readonly saveButton: Locator;
  /** On the page of an invoice. */
  readonly payButton: Locator;
  /** The bank's step, which some cards ask for. */
  readonly authenticateButton: Locator;

  constructor(page: Page, locale: 'fi' | 'en' = 'fi') {
    this.page = page;
    const text = createTexts(locale);
    this.cardNumber = page.getByLabel(text('cardNumber'));
    this.expiry = page.getByLabel(text('expiry'));
    this.securityCode = page.getByLabel(text('cvc'));
    this.saveButton = page.getByRole('button', { name: text('saveCard') });
    this.payButton = page.getByRole('button', { name: new RegExp(`^${text('pay', { amount: '' }).trim()}`) });
    this.authenticateButton = page.getByRole('button', { name: text('completeAuthentication'), exact: true });
  }

  /** Types a card and saves it. 4242… works, …0341 fails when charged later, …3155 asks for authentication. */
  async saveCard(number = '4242 4242 4242 4242', expiry = '12/34', securityCode = '123'): Promise<void> {
    await this.cardNumber.fill(number);
    await this.expiry.fill(expiry);
    await this.securityCode.fill(securityCode);
    await this.saveButton.click();
  }

  /** Types a card on the page of an invoice and pays with it. */
  async pay(number: string, expiry = '12/34', securityCode = '123'): Promise<void> {
    await this.cardNumber.fill(number);
    await this.expiry.fill(expiry);
    await this.securityCode.fill(securityCode);
    await this.payButton.click();
  }
}
