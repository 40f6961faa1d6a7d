import { purchaseCountryCodes } from '../../../supabase/functions/_shared/contracts/countries.ts';

export const productStates = ['all', 'incomplete', 'disputed', 'complete'] as const;
export const productSorts = ['newest', 'model', 'points', 'purchased'] as const;
export const productCategories = ['body', 'lens', 'cine', 'flash', 'accessory'] as const;

export type ProductStateFilter = (typeof productStates)[number];
export type ProductSort = (typeof productSorts)[number];
export type ProductCategory = (typeof productCategories)[number];

/** What the list shows and in which order; it stands in the address, so that it can be shared and gone back to. */
export interface ProductQuery {
  search: string;
  state: ProductStateFilter;
  /** Empty: all. */
  category: string;
  /** ISO 3166-1 code; empty: all. */
  country: string;
  sort: ProductSort;
}

export const wholeList: ProductQuery = { search: '', state: 'all', category: '', country: '', sort: 'newest' };

const longestSearch = 100;

/** Reads the address: '?q=r5&state=incomplete'. What is not one of ours counts as not given. */
export function parseQuery(address: string): ProductQuery {
  const parameters = new URLSearchParams(address);
  const choose = <Value extends string>(name: string, allowed: readonly Value[], otherwise: Value): Value =>
    allowed.find((value) => value === parameters.get(name)) ?? otherwise;
  return {
    search: (parameters.get('q') ?? '').slice(0, longestSearch),
    state: choose('state', productStates, wholeList.state),
    category: choose<string>('category', productCategories, ''),
    country: choose<string>('country', purchaseCountryCodes, ''),
    sort: choose('sort', productSorts, wholeList.sort),
  };
}

/** The other way; only what differs from the whole list. Answers '' for that. */
export function writeQuery(query: ProductQuery): string {
  const parameters = new URLSearchParams();
  if (query.search.trim()) parameters.set('q', query.search.trim());
  for (const name of ['state', 'category', 'country', 'sort'] as const) {
    if (query[name] !== wholeList[name]) parameters.set(name, query[name]);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** Whether something may be left out of the list. */
export function narrowsList({ search, state, category, country }: ProductQuery): boolean {
  return search.trim() !== '' || state !== 'all' || category !== '' || country !== '';
}

/** Patterns for LIKE, one per word, which must all be found: 'R5 10%' → ['%r5%', '%10\%%']. At most eight words. */
export function makePatterns(search: string): string[] {
  const words = search.slice(0, longestSearch).toLowerCase().split(/\s+/).filter(Boolean);
  return words.slice(0, 8).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
