import type { LabDatabase } from './database.ts';

/** Everything that is compared, table by table, each row without what differs from run to run: ids, moments, addresses at Stripe. */
export type State = Record<string, Record<string, unknown>[]>;

const tables: Record<string, string> = {
  memberships: 'select to_jsonb(m) as row from public.memberships m',
  invoices: 'select to_jsonb(i) as row from public.invoices i order by i.issued_at',
  // Of an invoice that was paid before it was due to be charged nothing is left to do, whether or not its charge was planned.
  charges: `select to_jsonb(c) as row from private.invoice_charges c join public.invoices i on i.id = c.invoice_id
    where i.status = 'open' or c.attempts > 0 order by i.issued_at`,
  cards: 'select to_jsonb(c) as row from public.saved_cards c',
  mails: 'select to_jsonb(m) as row from private.mail_outbox m order by m.kind, m.dedupe_key',
};

/** A membership begins on the day the test runs, and Stripe opens another account each time. */
const varying = /(^|_)(id|at|url|key|number|until|since|error|corrects|iban)$|^(starts|ends|issued|paid)_on$/;
/** How often a mail was tried says nothing of what the company received. */
const leftOut = ['attempts of mails'];

/** Reads it. In: tables to leave out, and kinds of mails. */
export async function readState(database: LabDatabase, skippedMails: readonly string[] = []): Promise<State> {
  const state: State = {};
  for (const [name, text] of Object.entries(tables)) {
    const rows = await database.query<{ row: Record<string, unknown> }>(text);
    state[name] = rows
      .map(({ row }) => row)
      .filter((row) => name !== 'mails' || !skippedMails.includes(String(row.kind)))
      .map((row) => simplify(row, name) as Record<string, unknown>)
      .map((row) => ({ ...row, ...(name === 'mails' ? { dedupe_key: undefined } : {}) }));
    if (name === 'mails') state[name].sort((one, other) => compare(one, other));
  }
  return state;
}

function simplify(value: unknown, table: string): unknown {
  if (Array.isArray(value)) return value.map((item) => simplify(item, table));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !leftOut.includes(`${key} of ${table}`))
      .map(([key, part]) => [key, varying.test(key) ? part !== null : simplify(part, table)]),
  );
}

function compare(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
