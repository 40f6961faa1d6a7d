import { refuse, refuseMissing } from './errors.ts';

interface PageParams {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

interface Range {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
}

interface ListObject<Item> {
  object: 'list';
  data: Item[];
  has_more: boolean;
  url: string;
}

/** Wraps all items as a list without further pages. */
export function wrapList<Item>(data: Item[], url: string): ListObject<Item> {
  return { object: 'list', data, has_more: false, url };
}

/** Cuts one page out of items given oldest first; answers newest first as Stripe does. */
export function listPage<Item extends { id: string }>(
  items: Item[],
  params: PageParams,
  url: string,
): ListObject<Item> {
  const limit = params.limit ?? 10;
  if (limit < 1 || limit > 100) {
    refuse('Invalid integer: limit must be between 1 and 100', { code: 'parameter_invalid_integer', param: 'limit' });
  }
  if (params.starting_after && params.ending_before) {
    refuse('You can only specify one of `starting_after` or `ending_before`.', { code: 'parameters_exclusive' });
  }
  const newest = items.toReversed();
  if (params.ending_before) {
    const end = findIndex(newest, params.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: newest.slice(start, end), has_more: start > 0, url };
  }
  const start = params.starting_after ? findIndex(newest, params.starting_after, 'starting_after') + 1 : 0;
  return { object: 'list', data: newest.slice(start, start + limit), has_more: newest.length > start + limit, url };
}

/** Whether a moment lies in a `created`-like filter (a number or a range); no filter lets everything through. */
export function isWithin(value: number | null, filter: Range | number | undefined): boolean {
  if (filter === undefined) return true;
  if (value === null) return false;
  if (typeof filter === 'number') return value === filter;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = filter;
  return value > gt && value >= gte && value < lt && value <= lte;
}

function findIndex(items: Array<{ id: string }>, id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) refuseMissing('object', id, param);
  return index;
}
