import { companyKey, keepCompany } from './chosen-company.ts';

/** The person chose a company: this tab works for it from now on, and tabs opened later begin with it. */
export function chooseCompany(accountId: string): void {
  keepCompany(accountId);
  try {
    localStorage.setItem(companyKey, accountId);
  } catch {
    // Without storage every page begins with the first company.
  }
}
