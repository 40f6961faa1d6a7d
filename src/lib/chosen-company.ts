/** In sessionStorage for this tab; in localStorage for tabs opened later. */
export const companyKey = 'cps.company';

/** Id of the company this tab works for: the one kept here, else the one chosen last in this browser; null before any choice. */
export function recallCompany(): string | null {
  try {
    return sessionStorage.getItem(companyKey) ?? localStorage.getItem(companyKey);
  } catch {
    return null;
  }
}

/** From now on this tab works for the company, whatever is chosen in other tabs. */
export function keepCompany(accountId: string): void {
  try {
    sessionStorage.setItem(companyKey, accountId);
  } catch {
    // Without storage every page begins with the first company.
  }
}
