import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { measured } from './fill.ts';
import { beOwner, compare, idOf, type Subject, takeMedian } from './measure.ts';
import type { Report } from './report.ts';

const registering = `insert into public.products (id, account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
  values ($1, $2, $3, $4, '2024-05-02', 'SE', 'Kuvakulma Helsinki')`;

/** The same three rows in the same tables, written by somebody who knows all values. */
const bareRows = `with product as (
    insert into public.products (id, account_id, model_id, serial_number, serial_normalized, claim, purchased_on, purchase_country, dealer_name)
    values ($1, $2, $3, $4, $4, 'held', '2024-05-02', 'SE', 'Kuvakulma Helsinki')
  ), entry as (
    insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
    select $2, $1, $3, 'award', $5::integer, balance + $5::integer, 'award:' || $1::text || ':1' from public.point_balances where account_id = $2
  )
  update public.point_balances set balance = balance + $5::integer, updated_at = now() where account_id = $2`;

/** Serials nobody has; unlike those of the filler they begin with 9. */
let nextSerial = 90_000_000;
const takeSerials = (amount: number) => {
  nextSerial += amount;
  return nextSerial - amount;
};

async function findModel({ bare }: Subject): Promise<{ id: string; points: number }> {
  const [model] = await bare<{ id: string; points: number }[]>`
    select id, points from public.product_models where '90000001' ~ serial_pattern and is_registrable and points > 0 order by code limit 1`;
  if (!model) throw new Error('No model of the catalogue takes a serial of eight digits.');
  return model;
}

/** One product registered by a member, complete at once: all triggers beside the bare rows. */
export async function measureRegistering(subject: Subject, report: Report): Promise<void> {
  const model = await findModel(subject);
  const companyOf = (round: number) => (round % measured.companies) + 1;
  const values = (round: number) => [
    randomUUID(),
    idOf(`company ${companyOf(round)}`),
    model.id,
    String(takeSerials(1)),
  ];
  const { time, floor } = await compare(
    subject,
    400,
    {
      prepare: (transaction, round) => beOwner(transaction, companyOf(round)),
      act: (transaction, round) => transaction.unsafe(registering, values(round), { prepare: true }),
    },
    { act: (transaction, round) => transaction.unsafe(bareRows, [...values(round), model.points], { prepare: true }) },
  );
  report.line({
    name: 'register one product',
    time,
    floor,
    floorName: 'its three rows without triggers',
    mostRatio: 2.5,
  });
}

const importRows = 10_000;
const chunk = 500;

/** 10,000 products of one file, registered in chunks as the page of imports does. */
export async function measureImport(subject: Subject, report: Report): Promise<void> {
  const model = await findModel(subject);
  const [hasImport] = await subject.bare`select to_regproc('public.stage_import') is not null as is_there`;
  const runs: { time: number; floor: number }[] = [];
  for (const company of [201, 301, 401]) {
    const began = performance.now();
    if (hasImport?.is_there) await importFile(subject.sql, company, model.id);
    else await insertChunks(subject.sql, company, model.id);
    const time = performance.now() - began;
    runs.push({ time, floor: await insertBare(subject.bare, company + 1, model) });
  }
  const [time, floor] = [takeMedian(runs.map((run) => run.time)), takeMedian(runs.map((run) => run.floor))];
  const rate = importRows / (time / 1000);
  const name = `import of ${importRows} rows: ${rate.toFixed(0)} rows a second`;
  report.line({ name, time, floor, floorName: 'their rows without triggers' });
  report.hold(name, rate >= 2000, 'at least 2000');
}

/** As the page does: lay aside, dry run, write until finished. */
async function importFile(sql: postgres.Sql, company: number, modelId: string): Promise<void> {
  const [account, id] = [idOf(`company ${company}`), randomUUID()];
  const first = takeSerials(importRows);
  const about = {
    kind: 'file',
    file_name: 'products.csv',
    header: ['Model', 'Serial', 'Bought', 'Country', 'Dealer'],
    row_count: importRows,
  };
  const ask = <T>(work: (transaction: postgres.TransactionSql) => Promise<T>) =>
    sql.begin(async (transaction) => {
      await beOwner(transaction, company);
      return work(transaction);
    });
  for (let row = 0; row < importRows; row += 1000) {
    const rows = Array.from({ length: 1000 }, (_, place) => ({
      row_number: row + place + 1,
      source: ['A model', String(first + row + place), '2.5.2024', 'SE', 'Kuvakulma Helsinki'],
      model_id: modelId,
      serial_number: String(first + row + place),
      purchased_on: '2024-05-02',
      purchase_country: 'SE',
      dealer_name: 'Kuvakulma Helsinki',
    }));
    await ask(
      (transaction) =>
        transaction`select public.stage_import(${account}, ${id}, ${sql.json(about)}, ${sql.json(rows)})`,
    );
  }
  await ask((transaction) => transaction`select public.check_import(${account}, ${id})`);
  for (let isFinished = false; !isFinished; ) {
    const [answer] = await ask(
      (transaction) =>
        transaction`select public.write_import(${account}, ${id}, false, ${chunk}) ->> 'is_finished' as finished`,
    );
    isFinished = answer?.finished === 'true';
  }
}

async function insertChunks(sql: postgres.Sql, company: number, modelId: string): Promise<void> {
  const first = takeSerials(importRows);
  for (let row = 0; row < importRows; row += chunk) {
    await sql.begin(async (transaction) => {
      await beOwner(transaction, company);
      await transaction`
        insert into public.products (id, account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
        select gen_random_uuid(), ${idOf(`company ${company}`)}, ${modelId}, (${first + row} + n)::text, '2024-05-02', 'SE', 'Kuvakulma Helsinki'
        from generate_series(0, ${chunk - 1}) n`;
    });
  }
}

/** The rows as a filler writes them, in the same chunks. Answers milliseconds. */
async function insertBare(sql: postgres.Sql, company: number, model: { id: string; points: number }): Promise<number> {
  const first = takeSerials(importRows);
  const began = performance.now();
  for (let row = 0; row < importRows; row += chunk) {
    await sql`
      with product as (
        insert into public.products (account_id, model_id, serial_number, serial_normalized, claim, purchased_on, purchase_country, dealer_name)
        select ${idOf(`company ${company}`)}, ${model.id}, (${first + row} + n)::text, (${first + row} + n)::text, 'held', date '2024-05-02', 'SE', 'Kuvakulma Helsinki'
        from generate_series(0, ${chunk - 1}) n
        returning id, account_id, model_id
      ), entry as (
        insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
        select product.account_id, id, model_id, 'award', ${model.points}::integer, balance + ${model.points}::integer * row_number() over (), 'award:' || id || ':1'
        from product join public.point_balances balance on balance.account_id = product.account_id
      )
      update public.point_balances set balance = balance + ${model.points * chunk}::integer where account_id = ${idOf(`company ${company}`)}`;
  }
  return performance.now() - began;
}
