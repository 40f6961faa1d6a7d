import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { parseCode } from './code-form.ts';
import { confirmNumberCode, requestNumberCode } from './later-api.ts';
import { isNumber } from './old-number.ts';

const draft = 'migration.number';

/** Proof by the old number: a code goes to the address on file and is typed here. Nothing tells whether the number is known (R17). */
export class NumberProof {
  number = $state('');
  code = $state('');
  /** A code was asked for; the number stays as it is until it is changed. */
  isSent = $state(false);
  busy = $state(false);
  mustWait = $state(false);
  problem = $state<'number' | 'form' | 'wrong' | 'expired' | null>(null);
  triesLeft = $state(0);
  failure = $state<PortalError | null>(null);
  readonly #accountId: string;

  constructor(accountId: string) {
    this.#accountId = accountId;
    // The code comes by mail: who reads it on this device may well reload the page meanwhile.
    const { number, isSent } = readDraft(draft);
    if (typeof number !== 'string') return;
    this.number = number;
    this.isSent = isSent === true;
  }

  /** Something was typed: keeps it. */
  note(): void {
    const { number, isSent } = this;
    saveDraft(draft, { number, isSent });
  }

  /** Asks for a code. True when it was asked for. */
  async send(): Promise<boolean> {
    if (this.mustWait) return false;
    this.problem = isNumber(this.number) ? null : 'number';
    if (this.problem) return false;
    return this.#act(async () => {
      const seconds = await requestNumberCode(this.#accountId, this.number.trim());
      this.code = '';
      this.isSent = true;
      this.note();
      this.mustWait = true;
      setTimeout(() => {
        this.mustWait = false;
      }, seconds * 1000);
      return true;
    });
  }

  /** Checks the code. True when it was right. */
  async confirm(): Promise<boolean> {
    const code = parseCode(this.code);
    this.problem = code ? null : 'form';
    if (!code) return false;
    return this.#act(async () => {
      const { state, tries_left } = await confirmNumberCode(this.#accountId, this.number.trim(), code);
      this.triesLeft = tries_left;
      this.problem = state === 'proven' ? null : state === 'wrong' && tries_left > 0 ? 'wrong' : 'expired';
      if (state === 'proven') clearDraft(draft);
      return state === 'proven';
    });
  }

  /** Back to the field of the number. */
  change(): void {
    this.isSent = false;
    this.note();
    this.problem = null;
    this.failure = null;
    this.mustWait = false;
  }

  async #act(work: () => Promise<boolean>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      return await work();
    } catch (failure) {
      this.failure = toPortalError(failure);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
