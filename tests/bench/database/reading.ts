import { measured } from './fill.ts';
import { beOwner, compare, idOf, type Side, type Subject } from './measure.ts';
import type { Report } from './report.ts';

const rounds = 200;
const companyOf = (round: number) => (round % measured.companies) + 1;

/** As the page of products asks (src/components/products/list-api.ts). */
const newestProducts = `select id, model_id, model_code, model_name, category, serial_example, serial_number, purchased_on, purchased_on_is_estimate,
  purchase_country, dealer_name, dealer_is_estimate, claim, is_complete, missing, created_at, points, pending_points, worth
  from public.product_overview where account_id = $1 order by created_at desc, id limit 50`;

/** As the page of points asks (src/components/points/api.ts and src/lib/account.svelte.ts). */
const pointsQueries = {
  'points: newest 50 entries': `select entry.id, entry_number, kind, entry.points, balance_after, reason, entry.created_at, product_id,
      (select name from public.product_models model where model.id = entry.model_id) as model,
      (select to_jsonb(product) from (select serial_number, removed_at, claim from public.products where id = entry.product_id) product) as product
    from public.point_entries entry where account_id = $1 order by entry_number desc limit 50`,
  'points: what is pending': `select id, model_name, serial_number, missing, pending_points from public.product_overview
    where account_id = $1 and pending_points > 0 order by pending_points desc, id limit 11`,
};

/** Sums by category: a view of their own, before it came the products one by one. */
async function categoryQuery({ bare }: Subject): Promise<string> {
  const [view] = await bare`select to_regclass('public.points_by_category') is not null as is_there`;
  return view?.is_there
    ? 'select category, products, points from public.points_by_category where account_id = $1'
    : 'select id, category, points from public.product_overview where account_id = $1 and is_complete order by id limit 1000';
}

/** The newest 50 products of my company, with row-level security and without. Answers the time with it, in milliseconds. */
export async function measurePage(subject: Subject, report: Report): Promise<number> {
  const { time, floor } = await compare(subject, rounds, asOwner(newestProducts), asDatabase(newestProducts));
  const name = 'newest 50 products of my company';
  report.line({ name, time, floor, floorName: 'without row-level security', mostTime: 5, mostRatio: 1.5 });
  return time;
}

/** The page of points: ledger, sums and what is pending, for a company with 500 products. */
export async function measurePoints(subject: Subject, report: Report): Promise<void> {
  const queries = { ...pointsQueries, 'points: sums by category of 500 products': await categoryQuery(subject) };
  for (const [name, query] of Object.entries(queries)) {
    const { time, floor } = await compare(subject, rounds, asOwner(query), asDatabase(query));
    report.line({ name, time, floor, floorName: 'without row-level security', mostTime: 20 });
  }
}

/** A search of the catalogue by part of a name, beside reading as many models by their keys. */
export async function measureSearch(subject: Subject, report: Report): Promise<void> {
  const terms = ['70', 'valo', 'f/2.8', 'vk-r5', 'kino c', 'zzz'];
  const { time, floor } = await compare(
    subject,
    rounds,
    {
      prepare: (transaction, round) => beOwner(transaction, companyOf(round)),
      act: (transaction, round) =>
        transaction`select * from public.search_models(${terms[round % terms.length] ?? ''})`,
    },
    { act: (transaction) => transaction`select * from public.product_models limit 20` },
  );
  report.line({ name: 'search in the catalogue', time, floor, floorName: 'reading 20 models', mostTime: 20 });
}

function asOwner(query: string): Side {
  return {
    prepare: (transaction, round) => beOwner(transaction, companyOf(round)),
    act: (transaction, round) => transaction.unsafe(query, [idOf(`company ${companyOf(round)}`)], { prepare: true }),
  };
}

function asDatabase(query: string): Side {
  return {
    act: (transaction, round) => transaction.unsafe(query, [idOf(`company ${companyOf(round)}`)], { prepare: true }),
  };
}
