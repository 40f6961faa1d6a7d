import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { openOwnDatabase } from '../support/database/own-database.ts';
import { measureBalances } from './database/checking.ts';
import { companies, fillCompanies, fillProducts, measured } from './database/fill.ts';
import { fillMoney, measureFinance } from './database/finance.ts';
import type { Subject } from './database/measure.ts';
import { measurePage, measurePoints, measureSearch } from './database/reading.ts';
import { Report } from './database/report.ts';
import { measureImport, measureRegistering } from './database/writing.ts';

/** The filler writes a gigabyte; the rest is as in the local stack. */
const settings = { shared_buffers: '512MB', max_wal_size: '8GB', maintenance_work_mem: '256MB' };

/**
 * `npm run bench:db -- [--products 1000000]`: what the database takes for what members and staff do, at 100,000 companies, each beside the
 * least it could take in the same run. Prints a table (medians) and exits 1 past a limit. It takes a few minutes, a gigabyte of disk,
 * and a machine that does little else.
 */
export async function run(parameters: string[]): Promise<number> {
  const { values } = parseArgs({ args: parameters, options: { products: { type: 'string', default: '1000000' } } });
  const [few, all] = [100_000, Number(values.products)];
  const database = await openOwnDatabase(settings);
  const subject = await openSubject(database.url);
  const report = new Report();
  try {
    const began = performance.now();
    await fillCompanies(subject.bare);
    await fillProducts(subject.bare, 1, few);
    report.heading(`${companies} companies, ${few} products, ${measured.products} of them in each measured company`);
    const before = await measurePage(subject, report);
    if (all > few) await fillProducts(subject.bare, few + 1, all);
    report.heading(
      `${companies} companies, ${all} products (filled in ${((performance.now() - began) / 1000).toFixed(0)} s)`,
    );
    const after = await measurePage(subject, report);
    report.line({
      name: `newest 50 products, growth from ${few}`,
      time: after,
      floor: before,
      floorName: 'the smaller database',
      mostRatio: 1.5,
    });
    await measurePoints(subject, report);
    await measureSearch(subject, report);
    await measureRegistering(subject, report);
    await measureImport(subject, report);
    await measureBalances(subject, report);
    await fillMoney(subject.bare);
    await measureFinance(subject, report);
  } finally {
    await Promise.all([subject.sql.end(), subject.bare.end()]);
    await database.close();
  }
  for (const problem of report.problems) console.error(`✗ ${problem}`);
  if (report.problems.length === 0) console.log('\n✓ Every limit is kept');
  return report.problems.length > 0 ? 1 : 0;
}

/** Foreign keys are triggers too; they shall be checked on both sides of a comparison, ours on one. */
async function openSubject(url: string): Promise<Subject> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  for (const table of ['products', 'point_entries', 'point_balances']) {
    const keys =
      await sql`select tgname from pg_trigger where tgisinternal and tgrelid = ${`public.${table}`}::regclass`;
    for (const { tgname } of keys) await sql`alter table public.${sql(table)} enable always trigger ${sql(tgname)}`;
  }
  const bare = postgres(url, { max: 1, onnotice() {}, connection: { session_replication_role: 'replica' } });
  return { sql, bare };
}
