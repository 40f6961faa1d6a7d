import { type AccountOverview, parseAccountOverview } from './account-overview.ts';
import { database } from './database.ts';
import { explainRefusal } from './ended-session.ts';
import { PortalError, toPortalError } from './errors.ts';

const storageKey = 'cps.account';

/** The state all islands of a page share. `row` is null until it is known; `error` when it could not be read. */
class AccountState {
  row = $state<AccountOverview | null>(null);
  error = $state<PortalError | null>(null);
  #loading: Promise<AccountOverview> | undefined;

  /** Reads the row once per page; the copy of the last page is shown at once. Throws a PortalError. */
  load(): Promise<AccountOverview> {
    this.row ??= readCopy();
    this.#loading ??= this.#read();
    return this.#loading;
  }

  /** Reads the row again, after something changed points, invitation or membership. */
  refresh(): Promise<AccountOverview> {
    this.#loading = this.#read();
    return this.#loading;
  }

  async #read(): Promise<AccountOverview> {
    try {
      const row = await fetchOverview();
      this.row = row;
      this.error = null;
      writeCopy(row);
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

async function fetchOverview(): Promise<AccountOverview> {
  const { data, error } = await database().from('account_overview').select('*').order('company_name').limit(1);
  if (error) throw toPortalError(error);
  const row = parseAccountOverview(data?.[0]);
  if (!row) throw await explainRefusal(new PortalError('not_allowed'));
  return row;
}

function readCopy(): AccountOverview | null {
  try {
    return parseAccountOverview(JSON.parse(sessionStorage.getItem(storageKey) ?? 'null'));
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
