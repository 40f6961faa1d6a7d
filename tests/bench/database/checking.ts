import { compare, type Subject } from './measure.ts';
import type { Report } from './report.ts';

const balances = `select count(*)::integer as wrong
  from (select account_id, sum(points) as points from public.point_entries group by account_id) sums
  full join public.point_balances kept using (account_id)
  where coalesce(sums.points, 0) is distinct from coalesce(kept.balance, 0)`;

/** Compares every balance with the sum of its entries, beside reading every entry once. The balances must also be right. */
export async function measureBalances(subject: Subject, report: Report): Promise<void> {
  const { time, floor } = await compare(
    subject,
    4,
    { act: (transaction) => transaction.unsafe(balances) },
    { act: (transaction) => transaction`select sum(points), max(account_id::text) from public.point_entries` },
  );
  report.line({ name: 'balance check of all accounts', time, floor, floorName: 'reading every entry', mostRatio: 5 });
  const [found] = await subject.bare.unsafe(balances);
  report.hold(`${found?.wrong} balances differ from their entries`, found?.wrong === 0, 'none');
}
