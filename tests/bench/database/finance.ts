import type postgres from 'postgres';
import { companies } from './fill.ts';
import { compare, type Subject } from './measure.ts';
import type { Report } from './report.ts';

/** Invoices of each company: two of earlier years that are paid, and the newest, of which one in eight is not paid. */
const invoicesEach = 3;

/** What staff open, and how long it may take at 100,000 companies: a list of the dashboard shall be there at once, a sum within a breath. */
const questions = [
  {
    name: 'what is owed, first page',
    ask: 'select * from support.receivables order by due_on limit 50',
    mostTime: 150,
  },
  {
    name: 'what one company owes',
    ask: `select * from support.receivables where account_id = md5('company 8')::uuid`,
    mostTime: 20,
  },
  { name: 'what is owed, by age', ask: 'select * from support.receivables_by_age', mostTime: 1500 },
  {
    name: 'who owes most',
    ask: 'select * from support.receivables_by_company order by late desc limit 50',
    mostTime: 2000,
  },
  { name: 'what comes this week', ask: 'select * from support.due_this_week', mostTime: 500 },
  { name: 'refused cards', ask: 'select * from support.failed_charges', mostTime: 500 },
  { name: 'revenue of all months', ask: 'select * from support.revenue', mostTime: 3000 },
  { name: 'paid after the end', ask: 'select * from support.late_payments', mostTime: 1000 },
];

/** Gives each company a membership, and invoices; one in a hundred has ended, one in twenty unpaid ones has a refused card. */
export async function fillMoney(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`;
    await transaction`set local synchronous_commit = off`;
    await transaction.unsafe(`
      insert into public.membership_numbers (number, account_id, origin)
      select 'CPS-' || body || private.check_digit(body), md5('company ' || n)::uuid, 'issued'
      from generate_series(1, ${companies}) n, lateral (select 'SE' || lpad(n::text, 6, '0') as body) as made`);
    await transaction.unsafe(`
      insert into public.memberships (id, account_id, number, tier_code, state, currency, amount_minor, starts_on, ends_on, payment_method, end_reason)
      select md5('membership ' || account_id)::uuid, account_id, number, (array['silver', 'gold', 'platinum', 'business'])[1 + row % 4],
        case when row % 100 = 0 then 'ended' else 'active' end::public.membership_state, 'SEK', 120000, current_date - 200, current_date + 165,
        case when row % 3 = 0 then 'bank_transfer' else 'card' end, case when row % 100 = 0 then 'Left' end
      from (select account_id, number, row_number() over (order by number)::integer as row from public.membership_numbers) as numbered`);
    await transaction.unsafe(`
      insert into public.membership_terms (membership_id, account_id, term_number, tier_code, currency, amount_minor, starts_on, ends_on, months)
      select id, account_id, 1, tier_code, currency, amount_minor, starts_on, ends_on, 12 from public.memberships`);
    await transaction.unsafe(`
      insert into public.invoices (id, account_id, membership_id, stripe_invoice_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
        amount_due_minor, amount_paid_minor, amount_remaining_minor, issued_at, issued_on, due_at, due_on, paid_at, paid_on)
      select md5('invoice ' || n)::uuid, md5('company ' || company)::uuid, md5('membership ' || md5('company ' || company)::uuid)::uuid, 'in_' || n, 'INV-' || n,
        case when is_open then 'open' else 'paid' end, 'SEK', 96000, 24000, 120000, 120000, case when is_open then 0 else 120000 end, case when is_open then 120000 else 0 end,
        due - interval '30 days', due::date - 30, due, due::date, case when not is_open then due end, case when not is_open then due::date end
      from (select n, 1 + n / ${invoicesEach} as company, n % ${invoicesEach} = 0 and n % 8 = 0 as is_open,
              now() + make_interval(days => case when n % ${invoicesEach} = 0 then 30 - n % 120 else -365 - n % 700 end) as due
            from generate_series(0, ${invoicesEach * companies - 1}) n) as planned`);
    await transaction.unsafe(`
      insert into private.invoice_charges (invoice_id, attempts, first_attempt_at, next_attempt_at, last_error)
      select id, 1, due_at, due_at, case when row % 20 = 0 then 'Your card was declined.' end
      from (select id, due_at, row_number() over (order by number)::integer as row from public.invoices where status = 'open') as open`);
  });
  await sql`vacuum analyze`;
}

/** What finance looks at, beside reading every invoice once. */
export async function measureFinance(subject: Subject, report: Report): Promise<void> {
  report.heading(`${companies} memberships, ${invoicesEach * companies} invoices`);
  for (const { name, ask, mostTime } of questions) {
    const { time, floor } = await compare(
      subject,
      4,
      { act: (transaction) => transaction.unsafe(ask) },
      { act: (transaction) => transaction`select count(*), sum(total_minor) from public.invoices` },
    );
    report.line({ name, time, floor, floorName: 'reading every invoice', mostTime });
  }
}
