const storageKey = 'cps.flash';

/** What the next page should say once. */
export type Flash = 'password_saved';

/** Leaves a message for the next page of this tab. */
export function leaveFlash(flash: Flash): void {
  try {
    sessionStorage.setItem(storageKey, flash);
  } catch {
    // Without storage the message is not shown; nothing else depends on it.
  }
}

/** Takes the message left by the page before, if there is one; it is shown once. */
export function takeFlash(): Flash | null {
  try {
    const flash = sessionStorage.getItem(storageKey);
    sessionStorage.removeItem(storageKey);
    return flash === 'password_saved' ? flash : null;
  } catch {
    return null;
  }
}
