import { type CheckAnswer, checkCard } from './api.ts';

/** `waiting`: no code yet; `offline`: nothing can be said. */
export type CheckKind = 'waiting' | 'checking' | 'offline' | CheckAnswer['kind'];

/** What a service desk sees: the answer to the code in the address. */
export class CheckState {
  kind = $state<CheckKind>('checking');
  answer = $state.raw<CheckAnswer | null>(null);
  /** When the answer came. */
  checkedAt = $state.raw<Date | null>(null);
  #asked = 0;

  /** Reads the code from the address and asks. Another code scanned meanwhile wins. */
  async check(): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    const token = location.hash.slice(1);
    this.answer = null;
    this.checkedAt = null;
    this.kind = token ? 'checking' : 'waiting';
    if (!token) return;
    const answer = await checkCard(token).catch(() => null);
    if (turn !== this.#asked) return;
    this.answer = answer;
    this.kind = answer?.kind ?? 'offline';
    this.checkedAt = answer && new Date();
  }
}
