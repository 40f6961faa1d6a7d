import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFiles } from '../../local/legacy/import-files.ts';
import { describeReport, runLegacyImport } from '../../local/legacy/run.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'cps-legacy-'));
const accountHead = 'email;membership_number;company_name;country\r\n';
const productHead = 'email,model_code,serial_number,purchased_on,purchase_country,dealer_name\n';
let modelCode = '';

beforeAll(async () => {
  process.env.DATABASE_URL = stackFromEnvironment().addresses.database;
  const [model] = await sql<{ code: string }[]>`select code from public.product_models order by code limit 1`;
  modelCode = model?.code ?? '';
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  Reflect.deleteProperty(process.env, 'DATABASE_URL');
});

function writeFiles(accounts: string | Buffer, products: string) {
  const files = { accounts: join(folder, 'accounts.csv'), products: join(folder, 'products.csv') };
  writeFileSync(files.accounts, accounts);
  writeFileSync(files.products, products);
  return files;
}

async function countOf(domain: string) {
  const [counts] = await sql<{ accounts: number; products: number }[]>`
    select count(distinct account.id)::integer as accounts, count(product.id)::integer as products
    from private.legacy_accounts account left join private.legacy_products product on product.legacy_account_id = account.id
    where account.email like ${`%@${domain}`}`;
  return counts;
}

test('a trial tells each line’s fate and writes nothing; the import writes the good lines; again it changes nothing', async () => {
  const files = writeFiles(
    `\uFEFF${accountHead}aino@trial.example;OLD-T1;"Kuvaamo; ""Aino""\nOy";FI\r\n\r\nnonsense;;Nobody;FI\r\n`,
    `${productHead}AINO@trial.example,${modelCode},1234567,2.5.2024,fi,"Kuva\tKulma, \\Oy"\naino@trial.example,NOT-A-MODEL,1,,,\naino@trial.example,${modelCode},,,,\n`,
  );
  const trial = await importFiles(sql, files, true);
  expect(trial).toMatchObject([
    { file: 'accounts', line: 2, outcome: 'added' },
    // The first account takes two lines, and an empty one follows.
    { file: 'accounts', line: 5, outcome: 'refused', detail: 'email: nonsense' },
    { file: 'products', line: 2, outcome: 'added' },
    { file: 'products', line: 3, outcome: 'refused', detail: 'model_code: unknown NOT-A-MODEL' },
    { file: 'products', line: 4, outcome: 'added', detail: null },
  ]);
  expect(await countOf('trial.example')).toEqual({ accounts: 0, products: 0 });
  expect(describeReport(trial, true)).toEqual([
    'A trial: nothing was written.',
    'accounts: 1 added, 1 refused',
    '  line 5 refused: email: nonsense',
    'products: 2 added, 1 refused',
    '  line 3 refused: model_code: unknown NOT-A-MODEL',
  ]);

  await importFiles(sql, files, false);
  expect(await countOf('trial.example')).toEqual({ accounts: 1, products: 2 });
  const [row] = await sql`
    select company_name, dealer_name, purchased_on::text from private.legacy_accounts account
    join private.legacy_products product on product.legacy_account_id = account.id and product.serial_number is not null
    where account.email = 'aino@trial.example'`;
  expect(row).toEqual({
    company_name: 'Kuvaamo; "Aino"\nOy',
    dealer_name: 'Kuva\tKulma, \\Oy',
    purchased_on: '2024-05-02',
  });

  const again = await importFiles(sql, files, false);
  expect(again.map(({ outcome }) => outcome)).toEqual(['same', 'refused', 'same', 'refused', 'same']);
  expect(await countOf('trial.example')).toEqual({ accounts: 1, products: 2 });
});

test('the command takes a file of an older system, and leaves a report when asked', async () => {
  const files = writeFiles(
    Buffer.from(`${accountHead}aino@older.example;;Äänekosken Kuva;FI\r\n`, 'latin1'),
    `${productHead}aino@older.example,${modelCode.toLowerCase()},55,,,\n`,
  );
  const report = join(folder, 'report.csv');
  expect(await runLegacyImport([files.accounts, files.products, '--report', report])).toBe(0);
  const [account] = await sql`select company_name from private.legacy_accounts where email = 'aino@older.example'`;
  expect(account).toEqual({ company_name: 'Äänekosken Kuva' });
  expect(readFileSync(report, 'utf8')).toMatch(/^file,line,outcome,detail\r\naccounts,2,added,/);
});

test.each([
  [['only-one.csv'], /Two files are needed.*Use: npm run/s],
  [['no.csv', 'such.csv'], /no file no\.csv/],
  [['a.csv', 'b.csv', '--force'], /Use: npm run/],
])('%j is refused with a sentence', async (parameters, sentence) => {
  await expect(runLegacyImport(parameters)).rejects.toThrow(sentence);
});

test('a file without its columns, or an empty one, is refused as a whole', async () => {
  const headless = writeFiles('email;country\r\naino@headless.example;FI\r\n', productHead);
  await expect(importFiles(sql, headless, false)).rejects.toThrow(/no column company_name/);
  const empty = writeFiles(accountHead, '');
  await expect(importFiles(sql, empty, false)).rejects.toThrow(/is empty/);
  expect(await countOf('headless.example')).toEqual({ accounts: 0, products: 0 });
});

test('two imports of the same files at once add everything once', async () => {
  const rows = Array.from({ length: 50 }, (_, place) => `a${place}@twice.example;;Company ${place};FI\r\n`).join('');
  const products = Array.from({ length: 200 }, (_, place) => `a${place % 50}@twice.example,${modelCode},,,,\n`).join(
    '',
  );
  const files = writeFiles(accountHead + rows, productHead + products);
  await Promise.all([importFiles(sql, files, false), importFiles(sql, files, false)]);
  expect(await countOf('twice.example')).toEqual({ accounts: 50, products: 200 });
});

test('20,000 products of 4,000 accounts are taken in whole, and again nothing is added', async () => {
  const accounts = Array.from(
    { length: 4000 },
    (_, place) => `a${place}@many.example;OLDM-${place};Company ${place};FI\r\n`,
  );
  const products = Array.from(
    { length: 20_000 },
    (_, place) => `a${place % 4000}@many.example,${modelCode},${1_000_000 + place},2020-05-01,FI,Kuvakulma\n`,
  );
  const files = writeFiles(accountHead + accounts.join(''), productHead + products.join(''));
  for (const outcome of ['added', 'same']) {
    const report = await importFiles(sql, files, false);
    expect(report.filter((line) => line.outcome === outcome)).toHaveLength(24_000);
  }
  expect(await countOf('many.example')).toEqual({ accounts: 4000, products: 20_000 });
}, 60_000);
