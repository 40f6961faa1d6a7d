import { recallCompany } from './chosen-company.ts';

const prefix = 'cps.draft.';
const ownerKey = 'cps.drafts_of';
const secretNames = ['password', 'repeated', 'code', 'token'];

/** Keeps what was typed into a form for this tab, so that an expired session or a reload loses nothing. Passwords and codes are left out. */
export function saveDraft(form: string, values: Record<string, unknown>): void {
  const kept = Object.entries(values).filter(([name]) => !secretNames.includes(name));
  try {
    sessionStorage.setItem(nameDraft(form), JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // Storage is full or switched off: the form still works, it just isn't kept.
  }
}

/** The draft of a form, or an empty object. The values come from outside: check their types before use. */
export function readDraft(form: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(nameDraft(form)) ?? '{}');
    return value && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Forgets the draft of a form, after it was sent. */
export function clearDraft(form: string): void {
  sessionStorage.removeItem(nameDraft(form));
}

/** Forgets all drafts, when somebody signs out. */
export function clearDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
}

/**
 * Says whose drafts this tab keeps: what somebody else typed here, whose session ran out, is forgotten. `person` is the id of the signed-in user.
 */
export function keepDraftsOf(person: string): void {
  const owner = sessionStorage.getItem(ownerKey);
  if (owner === person) return;
  if (owner !== null) {
    clearDrafts();
    sessionStorage.removeItem('cps.account');
  }
  try {
    sessionStorage.setItem(ownerKey, person);
  } catch {
    // Without storage there are no drafts either.
  }
}

/** What was typed for one company is not offered to another one of the same person. */
function nameDraft(form: string): string {
  return `${prefix}${recallCompany() ?? ''}.${form}`;
}
