import { randomUUID } from 'node:crypto';
import { openStore } from '../../../local/stripe/store.ts';
import { readCardPage } from '../../../supabase/functions/_shared/stripe/card-page.ts';
import { processEvents } from '../../../supabase/functions/_shared/stripe/process-events.ts';
import { runCalls } from '../../../supabase/functions/_shared/stripe/run-calls.ts';
import { advanceLife } from '../../../supabase/functions/jobs/advance-life.ts';
import { queueDueCharges } from '../../../supabase/functions/jobs/queue-due-charges.ts';
import { type LabDatabase, openLabDatabase } from '../money-lab/database.ts';
import { Disturbance } from '../money-lab/disturbance.ts';
import { createLabStripe, type LabStripe } from '../money-lab/stripe.ts';
import { type PlannedCompany, paysByCard } from './plan.ts';

/** A company that joined: its ids, and the first day of its membership in its own time zone. */
export interface JoinedCompany extends PlannedCompany {
  accountId: string;
  membershipId: string;
  joinedOn: string;
}

/** The portal's own code and Stripe's double in this process, on a database of its own, by a clock that is moved. */
export class DaysPortal {
  readonly stripe: LabStripe;
  readonly database: LabDatabase;
  #heard = 0;

  private constructor(database: LabDatabase, start: number) {
    this.database = database;
    this.stripe = createLabStripe(openStore(), new Disturbance(), start);
  }

  /** In: address of the database, first moment (Unix seconds). */
  static async open(url: string, start: number): Promise<DaysPortal> {
    return new DaysPortal(await openLabDatabase(url), start);
  }

  /** Moves Stripe's clock to a moment and does what the jobs do then, once. Out: what the jobs of memberships did. */
  async step(moment: number): Promise<Record<string, number>> {
    await this.stripe.advance(moment - this.stripe.now());
    const at = new Date(moment * 1000);
    await this.#hear();
    const done = await advanceLife(this.database.call, at);
    await queueDueCharges(this.database.call, at);
    await runCalls(this.#tools);
    await this.#hear();
    return done;
  }

  /** Opens a company and joins at the moment it is by Stripe's clock. */
  async join(company: PlannedCompany, points: number, tier: string): Promise<JoinedCompany> {
    const [accountId, person] = [randomUUID(), randomUUID()];
    const address = `${company.name}@days.example`;
    const businessId = company.country === 'FI' ? '1234567-1' : '12345678';
    const { query, call } = this.database;
    await query('insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())', [person, address]);
    await query(
      `insert into public.accounts (id, company_name, business_id, country, contact_name, email, locale, terms_accepted_at)
       values ($1, $2, $3, $4, 'Aino Virta', $5, 'fi', now())`,
      [accountId, company.name, businessId, company.country, address],
    );
    await query("insert into public.account_members (account_id, user_id, role) values ($1, $2, 'owner')", [
      accountId,
      person,
    ]);
    await this.givePoints(accountId, points);
    await call('start_membership', {
      person,
      for_account: accountId,
      tier,
      pay_by: paysByCard(company.life) ? 'card' : 'bank_transfer',
      renew: company.life !== 'card without renewal',
      billing: describeBilling(company, address),
    });
    const [membership] = await query<{ id: string; joined_on: string }>(
      `select m.id, (to_timestamp($2::double precision) at time zone '${company.zone}')::date::text as joined_on
       from public.memberships m where m.account_id = $1`,
      [accountId, String(this.stripe.now())],
    );
    if (!membership) throw new Error(`${company.name} did not join`);
    await this.#dateMembership(membership.id, membership.joined_on);
    await runCalls(this.#tools);
    return { ...company, accountId, membershipId: membership.id, joinedOn: membership.joined_on };
  }

  /** Types a card into Stripe's page; `expiry` (month, year) replaces what our table says of it. */
  async saveCard(accountId: string, number: string, expiry?: { month: number; year: number }): Promise<void> {
    const { page } = await readCardPage(this.#tools, { for_account: accountId, locale: 'fi', once: null });
    if (page === null) throw new Error('There is no page to save a card on');
    await this.stripe.saveCard(page, number);
    await this.#hear();
    await runCalls(this.#tools);
    if (!expiry) return;
    await this.database.query(
      'update public.saved_cards set expiry_month = $2::integer, expiry_year = $3::integer where account_id = $1',
      [accountId, String(expiry.month), String(expiry.year)],
    );
  }

  /** The bank's money for the oldest open invoice arrives. */
  async payByBank(accountId: string): Promise<void> {
    const [open] = await this.database.query<{ id: string }>(
      "select stripe_invoice_id as id from public.invoices where account_id = $1 and status = 'open' order by due_on limit 1",
      [accountId],
    );
    if (!open) throw new Error('There is nothing to pay');
    await this.stripe.outside.invoices.pay(open.id, { paid_out_of_band: true });
    await this.#hear();
  }

  async givePoints(accountId: string, points: number): Promise<void> {
    await this.database.query(
      `insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
       values ($1, 'adjustment', $2::integer, 0, $3, 'Points for a test')`,
      [accountId, String(points), `test:${randomUUID()}`],
    );
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Joining takes the day of the server's clock; here it is the simulated one. Past the guards: nobody may do this. */
  async #dateMembership(id: string, joinedOn: string): Promise<void> {
    const { query } = this.database;
    await query('set session_replication_role = replica');
    for (const [table, key] of [
      ['public.memberships', 'id'],
      ['public.membership_terms', 'membership_id'],
    ]) {
      await query(
        `update ${table} set starts_on = $2::date, ends_on = ($2::date + interval '12 months')::date where ${key} = $1`,
        [id, joinedOn],
      );
    }
    await query('update public.memberships set state_since = to_timestamp($2::double precision) where id = $1', [
      id,
      String(this.stripe.now()),
    ]);
    await query('set session_replication_role = origin');
  }

  /** Stripe's events arrive, each once, and are looked into. */
  async #hear(): Promise<void> {
    const events = this.stripe.store.all('event');
    if (events.length === this.#heard) return;
    for (const event of events.slice(this.#heard)) {
      await this.database.call('store_event', {
        event_id: event.id,
        event_type: event.type,
        object_id: (event.data.object as { id?: string }).id ?? null,
        created_at: new Date(event.created * 1000).toISOString(),
      });
    }
    this.#heard = events.length;
    for (let processed = 1; processed > 0; ) ({ processed } = await processEvents(this.#tools));
  }

  get #tools() {
    return { stripe: this.stripe.client, database: this.database.call, siteUrl: 'https://portal.test' };
  }
}

function describeBilling(company: PlannedCompany, address: string): object {
  return {
    legal_name: company.name,
    address_line1: 'Linssikatu 5',
    address_line2: null,
    postal_code: '00100',
    city: 'Helsinki',
    country: company.country,
    vat_id: null,
    invoice_email: address,
    reference: null,
  };
}
