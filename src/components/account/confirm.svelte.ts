import type { Locale } from '../../i18n/locales.ts';
import { toPortalError } from '../../lib/errors.ts';
import { paths } from '../../lib/paths.ts';
import { checkEmail } from '../form/check-email.ts';
import { type FormProblems, FormState } from '../form/form-state.svelte.ts';
import { recallEmail, rememberEmail } from '../form/remembered-email.ts';
import { type ConfirmAddress, type ConfirmLink, leadsToPassword, readConfirmAddress } from './confirm-link.ts';
import { confirmCode, confirmLink } from './session-api.ts';

/** What the page asks for: the button of a link, a code, or the address for a new mail (`used`: because the link no longer works). */
type Step = 'link' | 'code' | 'used' | 'again';

/** The page every mail leads to. Opening it uses nothing up; only `proceed()` does (R18). */
export class ConfirmState {
  step = $state<Step>('code');
  link = $state<ConfirmLink | null>(null);
  /** With a link: whether the code is wanted instead. */
  prefersCode = $state(false);
  readonly form = new FormState({ initial: { email: '', code: '' }, check: (values) => this.#check(values) });

  readonly usesCode = $derived(this.step === 'code' || (this.step === 'link' && this.prefersCode));

  /** Reads the address of the page; answers what it holds. */
  open(address: URL): ConfirmAddress {
    const found = readConfirmAddress(address);
    this.link = found.link;
    this.step = found.link ? 'link' : found.isBroken ? 'used' : 'code';
    this.form.fill({ email: recallEmail() });
    this.form.start();
    return found;
  }

  /** Confirms by link or code and leaves for the next page. Answers true when it worked. */
  async proceed(locale: Locale): Promise<boolean> {
    return this.form.submit(async () => {
      const byCode = this.usesCode;
      try {
        await (byCode ? this.#useCode() : this.#useLink());
      } catch (failure) {
        if (!byCode && toPortalError(failure).code === 'link_invalid') {
          this.step = 'used';
          return;
        }
        throw failure;
      }
      const goesOn = byCode || !this.link || leadsToPassword(this.link.type);
      location.replace(goesOn ? paths.setPassword(locale) : paths.products(locale));
      // The button stays busy until the next page is there.
      await new Promise(() => undefined);
    });
  }

  #useCode(): Promise<void> {
    const { email, code } = this.form.values;
    rememberEmail(email);
    return confirmCode(email.trim().toLowerCase(), code.replace(/\s/g, ''));
  }

  async #useLink(): Promise<void> {
    if (this.link) await confirmLink(this.link);
  }

  #check({ email, code }: { email: string; code: string }): FormProblems {
    if (!this.usesCode) return {};
    const ofEmail = checkEmail(email);
    const plain = code.replace(/\s/g, '');
    const ofCode = plain === '' ? 'required' : /^\d{6}$/.test(plain) ? undefined : 'code';
    return { ...(ofEmail && { email: ofEmail }), ...(ofCode && { code: ofCode }) };
  }
}
