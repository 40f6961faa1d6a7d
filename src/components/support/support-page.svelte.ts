import { supportCaseRequest } from '../../../supabase/functions/_shared/contracts/support-case.ts';
import type { Locale } from '../../i18n/locales.ts';
import { toPortalError } from '../../lib/errors.ts';
import { isSignedIn } from '../account/session-api.ts';
import { FormState } from '../form/form-state.svelte.ts';
import { sendCase } from './api.ts';
import type { SupportCase } from './support-case-row.ts';
import { checkSupport, emptySupportForm, readTopic } from './support-form.ts';

/** What is loaded only for people who are signed in: it brings the database client. */
const loadMemberApi = () => import('./member-api.ts');

/** The support page: the form, and for members their name and their earlier cases. */
export class SupportPage {
  readonly form: FormState<typeof emptySupportForm>;
  readonly #locale: Locale;
  accountId = $state<string | null>(null);
  isMember = $state(false);
  cases = $state<readonly SupportCase[] | null>(null);
  casesFailed = $state(false);
  sent = $state<{ reference: string; email: string } | null>(null);
  #meeting: Promise<void> = Promise.resolve();

  constructor(locale: Locale) {
    this.#locale = locale;
    this.form = new FormState({
      initial: emptySupportForm,
      check: (values) => checkSupport(values, locale),
      draft: 'support',
    });
  }

  /** Restores the draft, takes the topic of the address, and fills in who is signed in where nothing was typed. */
  async start(search: string): Promise<void> {
    this.form.start();
    const topic = readTopic(search);
    if (topic) this.form.values.topic = topic;
    if (!this.form.values.id) this.form.values.id = crypto.randomUUID();
    this.#meeting = this.#meet();
    await this.#meeting;
  }

  /** Sends the form; `sent` holds the reference afterwards. Answers true when it was sent. */
  send(): Promise<boolean> {
    return this.form.submit(async () => {
      // Who is quicker than the answer of who they are would open a case without their company.
      await this.#meeting;
      const request = supportCaseRequest.parse({
        ...this.form.values,
        accountId: this.accountId,
        locale: this.#locale,
      });
      this.sent = { reference: await sendCase(request), email: request.email };
      if (this.accountId) void this.loadCases();
    });
  }

  /** Empties the form for another message; name and address stay. */
  startAnother(): void {
    Object.assign(this.form.values, { id: crypto.randomUUID(), topic: '', message: '' });
    this.sent = null;
  }

  /** Reads the company's cases; a failure is told in their place and keeps nobody from writing. */
  async loadCases(): Promise<void> {
    if (!this.accountId) return;
    this.casesFailed = false;
    try {
      this.cases = await (await loadMemberApi()).readCases(this.accountId);
    } catch {
      this.casesFailed = true;
    }
  }

  async #meet(): Promise<void> {
    this.isMember = await isSignedIn();
    if (this.isMember) await this.#welcome();
  }

  async #welcome(): Promise<void> {
    try {
      const member = await (await loadMemberApi()).readMember();
      if (!member) {
        this.isMember = false;
        return;
      }
      this.accountId = member.accountId;
      this.form.values.name ||= member.name;
      this.form.values.email ||= member.email;
      await this.loadCases();
    } catch (failure) {
      // A session that is over: the form works without one. Anything else: the form works too, only the list is missing.
      if (toPortalError(failure).code === 'session_expired') this.isMember = false;
      else this.casesFailed = true;
    }
  }
}
