import { type AccountOverview, parseAccountOverview } from './account-overview.ts';
import { keepCompany, recallCompany } from './chosen-company.ts';
import { database } from './database.ts';
import { explainRefusal } from './ended-session.ts';
import { PortalError, toPortalError } from './errors.ts';
import { yieldToBrowser } from './yield-to-browser.ts';

const storageKey = 'cps.account';

/**
 * The state all islands of a page share. `row` is the company this tab works for, null until it is known; `error` when it could not be read.
 */
class AccountState {
  row = $state.raw<AccountOverview | null>(null);
  error = $state.raw<PortalError | null>(null);
  /** All companies of the person, by name; a person with several may switch. */
  companies = $state.raw<AccountOverview[]>([]);
  #loading: Promise<AccountOverview> | undefined;

  /** Reads the row once per page; the copy of the last page is shown at once. Throws a PortalError. */
  load(): Promise<AccountOverview> {
    this.#loading ??= this.#begin();
    return this.#loading;
  }

  /** Reads the row again, after something changed points, invitation or membership. */
  refresh(): Promise<AccountOverview> {
    this.#loading = this.#read();
    return this.#loading;
  }

  async #begin(): Promise<AccountOverview> {
    await yieldToBrowser();
    this.row ??= readCopy();
    return this.#read();
  }

  async #read(): Promise<AccountOverview> {
    try {
      const companies = await fetchCompanies();
      const wanted = this.row?.account_id ?? recallCompany();
      const row = companies.find(({ account_id }) => account_id === wanted) ?? (companies[0] as AccountOverview);
      keepCompany(row.account_id);
      writeCopy(row);
      // The company this page shows is no longer this person's: nothing of it may stand beside another one's.
      if (this.row && row.account_id !== wanted) {
        location.reload();
        await new Promise(() => undefined);
      }
      this.row = row;
      this.companies = companies;
      this.error = null;
      return row;
    } catch (failure) {
      this.error = toPortalError(failure);
      this.#loading = undefined;
      throw this.error;
    }
  }
}

/** The shared state: `account.row` in markup. */
export const account = new AccountState();

/** Loads the current company's row (once per page). */
export const loadAccount = (): Promise<AccountOverview> => account.load();

/** Reads the row again and updates every island that shows it. */
export const refreshAccount = (): Promise<AccountOverview> => account.refresh();

async function fetchCompanies(): Promise<AccountOverview[]> {
  const { data, error } = await database()
    .from('account_overview')
    .select('*')
    .order('company_name')
    .order('account_id');
  if (error) throw toPortalError(error);
  const rows = data.map(parseAccountOverview).filter((row) => row !== null);
  if (rows.length === 0) throw await explainRefusal(new PortalError('not_allowed'));
  return rows;
}

function readCopy(): AccountOverview | null {
  try {
    const row = parseAccountOverview(JSON.parse(sessionStorage.getItem(storageKey) ?? 'null'));
    return row?.account_id === recallCompany() ? row : null;
  } catch {
    return null;
  }
}

function writeCopy(row: AccountOverview): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(row));
  } catch {
    // Without storage the next page waits for the answer instead.
  }
}
