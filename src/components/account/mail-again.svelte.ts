import type { Locale } from '../../i18n/locales.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { requestMail } from './public-api.ts';

/** Seconds after which another mail may be asked for; Auth refuses earlier ones (`auth.email.max_frequency`). */
const pauseSeconds = 60;

/** The button "send again": waits, sends, waits again. */
export class MailAgain {
  secondsLeft = $state(pauseSeconds);
  busy = $state(false);
  done = $state(false);
  failure = $state<PortalError | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Starts counting down. Answers a function that stops it. */
  start(): () => void {
    const end = Date.now() + pauseSeconds * 1000;
    clearInterval(this.#timer);
    this.secondsLeft = pauseSeconds;
    // Reads the clock: a timer is slowed down while the person is in the mailbox.
    this.#timer = setInterval(() => {
      this.secondsLeft = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      if (this.secondsLeft === 0) clearInterval(this.#timer);
    }, 1000);
    return () => clearInterval(this.#timer);
  }

  /** Asks for the mail again; nothing happens while it is too early or one is on its way. */
  async send(email: string, locale: Locale): Promise<void> {
    if (this.busy || this.secondsLeft > 0) return;
    this.busy = true;
    this.done = false;
    this.failure = null;
    try {
      await requestMail({ email, locale });
      this.done = true;
      this.start();
    } catch (failure) {
      this.failure = toPortalError(failure);
    } finally {
      this.busy = false;
    }
  }
}
