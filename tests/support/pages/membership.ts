import type { Locator, Page } from '@playwright/test';
import type { NextStep } from '../../../src/components/membership/next-step.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import type { Text } from '../../../src/i18n/message.ts';
import { paths } from '../../../src/lib/paths.ts';
import { readWords } from './words.ts';

/** CPS membership. */
export class MembershipPage {
  readonly page: Page;
  readonly locale: Locale;
  readonly heading: Locator;
  /** Values of the lists, found by their labels. */
  readonly number: Locator;
  readonly tier: Locator;
  readonly valid: Locator;
  readonly state: Locator;
  readonly payment: Locator;
  readonly renewal: Locator;
  readonly formerNumber: Locator;
  readonly formerNote: Locator;
  /** Right after joining: what happens next. */
  readonly welcome: Locator;
  readonly saveCardButton: Locator;
  readonly copyButton: Locator;
  readonly tiersLink: Locator;
  readonly #text: Text;

  constructor(page: Page, locale: Locale = 'fi') {
    this.page = page;
    this.locale = locale;
    this.#text = readWords(locale, 'membership');
    this.heading = page.getByRole('heading', { level: 1, name: this.#text('membership.title') });
    this.number = this.#value('membership.number').locator('[translate=no]');
    this.tier = this.#value('membership.tier');
    this.valid = this.#value('membership.valid');
    this.state = this.#value('membership.state');
    this.payment = this.#value('membership.payment');
    this.renewal = this.#value('membership.renewal');
    this.formerNumber = page
      .getByRole('definition')
      .filter({ hasText: this.#text('membership.former_note') })
      .locator('[translate=no]');
    this.formerNote = page.getByText(this.#text('membership.former_note'));
    this.welcome = page.getByRole('status').filter({ hasText: this.#text('membership.welcome.title') });
    this.saveCardButton = page.getByRole('button', { name: this.#text('membership.next.save_card') });
    this.copyButton = page.getByRole('button', { name: this.#text('membership.number_copy') });
    this.tiersLink = page.getByRole('link', { name: this.#text('membership.none.tiers') });
  }

  async open(): Promise<void> {
    await this.page.goto(paths.membership(this.locale));
  }

  /** The sentence of what happens with the payment next; `variables` formatted as on the page. */
  nextStep(step: NextStep, variables: Record<string, string> = {}): Locator {
    return this.page.getByText(this.#text(`membership.next.${step}`, variables));
  }

  #value(
    label:
      | 'membership.number'
      | 'membership.tier'
      | 'membership.valid'
      | 'membership.state'
      | 'membership.payment'
      | 'membership.renewal',
  ): Locator {
    const term = this.page.getByRole('term').and(this.page.getByText(this.#text(label), { exact: true }));
    return term.locator('xpath=following-sibling::dd[1]');
  }
}
