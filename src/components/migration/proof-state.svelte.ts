import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { confirmCode, requestCode } from './api.ts';
import { parseCode } from './code-form.ts';

const draft = 'migration.sent';

/** Proof of the old address: a code is sent there and typed here. */
export class ProofState {
  code = $state('');
  /** Masked address the last code went to; empty before the first. */
  sentTo = $state('');
  sending = $state(false);
  checking = $state(false);
  /** Another code may not be asked for yet. */
  mustWait = $state(false);
  problem = $state<'form' | 'wrong' | 'expired' | null>(null);
  triesLeft = $state(0);
  failure = $state<PortalError | null>(null);
  readonly #accountId: string;

  /** `address` as it is shown, so that a code sent to another one before is not taken for this one's. */
  constructor(accountId: string, address: string) {
    this.#accountId = accountId;
    // The code comes by mail: who reads it on this device may well reload the page meanwhile.
    const kept = readDraft(draft);
    if (kept.account === accountId && kept.to === address) this.sentTo = address;
  }

  /** Sends a code. A second call while one runs, or too early, does nothing. */
  async send(): Promise<void> {
    if (this.sending || this.mustWait) return;
    this.sending = true;
    this.failure = null;
    this.problem = null;
    try {
      const { sent_to, wait_seconds } = await requestCode(this.#accountId);
      this.sentTo = sent_to;
      this.code = '';
      saveDraft(draft, { account: this.#accountId, to: sent_to });
      this.mustWait = true;
      setTimeout(() => {
        this.mustWait = false;
      }, wait_seconds * 1000);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
    this.sending = false;
  }

  /** Checks the code. True when the address is proven. */
  async confirm(): Promise<boolean> {
    if (this.checking) return false;
    this.failure = null;
    const code = parseCode(this.code);
    this.problem = code ? null : 'form';
    if (!code) return false;
    this.checking = true;
    try {
      const { state, tries_left } = await confirmCode(this.#accountId, code);
      this.triesLeft = tries_left;
      this.problem = state === 'proven' ? null : state === 'wrong' && tries_left > 0 ? 'wrong' : 'expired';
      if (state === 'proven') clearDraft(draft);
      return state === 'proven';
    } catch (failure) {
      this.failure = toPortalError(failure);
      return false;
    } finally {
      this.checking = false;
    }
  }
}
