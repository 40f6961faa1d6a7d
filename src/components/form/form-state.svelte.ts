import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { keepUnsolved } from './problems.ts';

type FormValues = Record<string, string | boolean>;
/** Field name → word of what is wrong with it ('required', 'too_long', 'email', …). */
export type FormProblems = Record<string, string>;

interface Wiring<Values> {
  initial: Values;
  /** Says what is wrong with the values; an empty object when nothing is. */
  check: (values: Values) => FormProblems;
  /** Name under which the form is kept for this tab; passwords and codes are left out. */
  draft?: string;
}

/** One form: values, what is wrong with them, and sending them once at a time. */
export class FormState<Values extends FormValues> {
  values: Values;
  problems = $state<FormProblems>({});
  failure = $state<PortalError | null>(null);
  busy = $state(false);
  /** True once the island runs; before that a click would be lost. */
  ready = $state(false);
  readonly #wiring: Wiring<Values>;
  /** What the form itself put into its fields; any other value is somebody's own. */
  readonly #given: Values;

  constructor(wiring: Wiring<Values>) {
    this.#wiring = wiring;
    this.values = $state({ ...wiring.initial });
    this.#given = { ...wiring.initial };
  }

  /** Takes over what was typed before a reload; call it once the island runs. */
  start(): void {
    if (this.#wiring.draft) this.fill(readDraft(this.#wiring.draft));
    this.ready = true;
  }

  /** Puts values from outside into the fields of the same name and type; others, and what somebody typed already, are left alone. */
  fill(values: Record<string, unknown>): void {
    for (const name of Object.keys(this.values)) {
      const value = values[name];
      const isTyped = this.values[name] !== this.#given[name];
      if (isTyped || value === '' || typeof value !== typeof this.values[name]) continue;
      Object.assign(this.values, { [name]: value });
      Object.assign(this.#given, { [name]: value });
    }
  }

  /** Something was typed: keeps it, and lets go of problems that are solved. */
  note(): void {
    // Not before the draft was taken over: a letter typed while the page comes to life would put an empty form in its place.
    if (this.#wiring.draft && this.ready) saveDraft(this.#wiring.draft, $state.snapshot(this.values) as FormValues);
    if (Object.keys(this.problems).length === 0) return;
    this.problems = keepUnsolved(this.problems, this.#wiring.check(this.values));
  }

  /** The browser came back to the page as it was left, while it was still busy leaving. */
  comeBack(): void {
    this.busy = false;
  }

  /**
   * Checks and sends. A call while one is running does nothing. Answers true when it was sent; otherwise `problems` and `failure` say why
   * and nothing typed is lost.
   */
  async submit(send: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.failure = null;
    this.problems = this.#wiring.check(this.values);
    if (Object.keys(this.problems).length > 0) return false;
    this.busy = true;
    try {
      await send();
      if (this.#wiring.draft) clearDraft(this.#wiring.draft);
      return true;
    } catch (failure) {
      this.failure = toPortalError(failure);
      this.problems = this.failure.fields ?? {};
      return false;
    } finally {
      this.busy = false;
    }
  }
}
