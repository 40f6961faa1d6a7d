import { readDraft, saveDraft } from '../../lib/drafts.ts';

const draft = 'email';

/** Keeps the address for this tab, so that it need not be typed again on the next page (sign-in, reset, code). */
export function rememberEmail(email: string): void {
  saveDraft(draft, { email: email.trim() });
}

/** The address typed last in this tab, or ''. */
export function recallEmail(): string {
  const { email } = readDraft(draft);
  return typeof email === 'string' ? email : '';
}
