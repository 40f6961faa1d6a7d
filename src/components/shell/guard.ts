import type { Locale } from '../../i18n/locales.ts';
import { account, loadAccount } from '../../lib/account.svelte.ts';
import { toPortalError } from '../../lib/errors.ts';
import { paths } from '../../lib/paths.ts';
import { leaveToSignIn, leaveWithOtherTabs, requireSession, signOut } from '../../lib/session.ts';
import { yieldToBrowser } from '../../lib/yield-to-browser.ts';

/**
 * Keeps a signed-in page for signed-in people: leaves to the sign-in page without a session, when it ends in another tab, or when the browser
 * brings the page back after signing out; loads the company's row for every island. Answers a function that stops listening.
 */
export function guardPage(locale: Locale): () => void {
  const stop = leaveWithOtherTabs(locale);
  const comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) void openPage(locale);
  };
  addEventListener('pageshow', comeBack);
  void openPage(locale);
  return () => {
    stop();
    removeEventListener('pageshow', comeBack);
  };
}

async function openPage(locale: Locale): Promise<void> {
  try {
    // Apart from the drawing of the bar.
    await yieldToBrowser();
    await requireSession(locale);
    await loadAccount();
  } catch (failure) {
    const error = toPortalError(failure);
    if (error.code === 'session_expired') await leaveToSignIn(locale);
    // Nobody's colleague any more, or not yet.
    if (error.code === 'not_allowed') location.replace(paths.invite(locale));
    // ShellNotices shows it.
    account.error = error;
  }
}

/** Signs out here and goes to the sign-in page. */
export async function leave(locale: Locale): Promise<void> {
  await signOut();
  location.assign(paths.signIn(locale));
}
