import type { Database } from '../../../supabase/functions/_shared/database.ts';
import { createEndpoint } from '../../../supabase/functions/_shared/endpoint.ts';
import { deliverMails } from '../../../supabase/functions/_shared/mail/deliver.ts';
import { readCardPage } from '../../../supabase/functions/_shared/stripe/card-page.ts';
import { createHandler as createInvoicing } from '../../../supabase/functions/invoicing/handler.ts';
import { createHandler as createJobs } from '../../../supabase/functions/jobs/handler.ts';
import { listTasks } from '../../../supabase/functions/jobs/tasks.ts';
import { createHandler } from '../../../supabase/functions/tiers/handler.ts';
import type { LabDatabase } from './database.ts';
import type { Disturbance } from './disturbance.ts';
import type { LabStripe } from './stripe.ts';
import { openWebhook, type SendEvent } from './webhook.ts';

const siteUrl = 'https://portal.test';
/** Tasks of the jobs that have nothing to do with money. */
const leftOut = ['recoveries', 'catalogue', 'sweep'];

const billingForm = {
  legal_name: 'Kuvaamo Oy',
  address_line1: 'Linssikatu 5',
  address_line2: null,
  postal_code: '00100',
  city: 'Helsinki',
  country: 'FI',
  vat_id: 'FI12345671',
  invoice_email: 'laskut@kuvaamo.example',
  reference: null,
};

/** The portal's own code, called as the edge runtime calls it, with everything it reaches in this process. */
export class Portal {
  readonly #stripe: LabStripe;
  readonly #lab: LabDatabase;
  readonly #disturbance: Disturbance;
  readonly #company: { id: string; ownerId: string };
  readonly #database: Database;
  /** Ids of the mails the mail server took, in order. */
  readonly sentMails: string[] = [];
  readonly #stored = new Set<string>();
  readonly #sendEvent: SendEvent;

  constructor(lab: LabDatabase, stripe: LabStripe, disturbance: Disturbance, company: { id: string; ownerId: string }) {
    this.#lab = lab;
    this.#stripe = stripe;
    this.#disturbance = disturbance;
    this.#company = company;
    this.#database = (name, parameters) => {
      disturbance.begin(name);
      return lab.call(name, parameters);
    };
    this.#sendEvent = openWebhook(stripe, this.#database);
  }

  /** The member joins on the page. Answers the status and, when it is 200, the address of the page that saves the card. */
  async join(paymentMethod: 'card' | 'bank_transfer' = 'card'): Promise<{ status: number; page: string | null }> {
    const handle = createHandler(this.#memberTools);
    const answer = await handle(this.#ask('tiers', this.#joinForm(paymentMethod)));
    const body = (await answer.json()) as { checkoutUrl: string | null };
    return { status: answer.status, page: body.checkoutUrl };
  }

  /** The member has an invoice corrected to another reference. Answers the status. */
  async correct(invoiceId: string, reference: string): Promise<number> {
    const billing = { ...billingForm, reference };
    const wish = { action: 'correct', accountId: this.#company.id, invoiceId, billing };
    return (
      await createEndpoint(
        { name: 'invoicing', methods: ['POST'], siteUrl },
        createInvoicing(this.#memberTools),
      )(this.#ask('invoicing', wish))
    ).status;
  }

  /** The page that saves a card, for a member who waits; null when there is none now. */
  async openCardPage(): Promise<string | null> {
    const wish = { for_account: this.#company.id, locale: 'fi', once: null };
    return (await readCardPage(this.#callTools, wish)).page;
  }

  /** One run of the jobs for the moment of Stripe's clock. */
  async runJobs(): Promise<void> {
    const deliver = () => deliverMails({ database: this.#database, siteUrl, send: this.#send });
    const services = { database: this.#database, auth: {} as never, deliver, supportDesk: 'desk@portal.test', siteUrl };
    const tasks = listTasks(services, this.#stripe.client).filter(({ name }) => !leftOut.includes(name));
    const handle = createJobs({ tasks, secretKey: 'sb_secret_lab', allowsTimeTravel: true });
    const at = new Date(this.#stripe.now() * 1000).toISOString();
    const headers = { apikey: 'sb_secret_lab', 'content-type': 'application/json' };
    await handle(new Request(`${siteUrl}/jobs`, { method: 'POST', headers, body: JSON.stringify({ at }) }));
  }

  /** Stripe's events arrive: those not stored yet, oldest first, or the given ones, however often they came before. */
  async receiveEvents(ids?: readonly string[]): Promise<void> {
    for (const event of this.#stripe.store.all('event')) {
      if (ids ? !ids.includes(event.id) : this.#stored.has(event.id)) continue;
      await this.#sendEvent(event.id);
      this.#stored.add(event.id);
    }
  }

  /** Hours pass for whatever counts by the real clock: waiting times, leases, the age of keys at Stripe. */
  async passHours(hours: number): Promise<void> {
    const shift = `interval '${hours} hours'`;
    await this.#lab.query(`update private.stripe_calls set created_at = created_at - ${shift}, next_attempt_at = next_attempt_at - ${shift},
      leased_until = leased_until - ${shift}, first_sent_at = first_sent_at - ${shift} where done_at is null and gave_up_at is null`);
    await this.#lab.query(`update private.stripe_events set received_at = received_at - ${shift}, next_attempt_at = next_attempt_at - ${shift},
      leased_until = leased_until - ${shift} where processed_at is null`);
    await this.#lab.query(`update private.mail_outbox set created_at = created_at - ${shift}, next_attempt_at = next_attempt_at - ${shift},
      leased_until = leased_until - ${shift} where sent_at is null and gave_up_at is null`);
    await this.#lab.query(`update private.job_leases set leased_until = leased_until - ${shift}`);
    for (const record of this.#stripe.store.all('idempotency')) record.savedAt -= hours * 3600;
  }

  /** Until nothing waits: events arrive, an hour passes, the jobs run. */
  async settle(): Promise<void> {
    for (let round = 0; round < 12; round += 1) {
      await this.receiveEvents();
      await this.passHours(2);
      await this.runJobs();
      if (await this.#isQuiet()) return;
    }
    throw new Error('It does not come to rest');
  }

  async #isQuiet(): Promise<boolean> {
    const [row] = await this.#lab.query<{ waiting: number }>(`select
      (select count(*) from private.stripe_calls where done_at is null and gave_up_at is null)::integer
      + (select count(*) from private.stripe_events where processed_at is null)::integer
      + (select count(*) from private.mail_outbox where sent_at is null and gave_up_at is null)::integer as waiting`);
    const isHeard = this.#stripe.store.all('event').every(({ id }) => this.#stored.has(id));
    return row?.waiting === 0 && isHeard;
  }

  get #memberTools() {
    return {
      ...this.#callTools,
      deliver: async () => ({ sent: 0, failed: 0 }),
      inBackground: () => {},
      auth: { getUser: async () => ({ data: { user: { id: this.#company.ownerId } }, error: null }) as never },
    };
  }

  #ask(name: string, body: object): Request {
    const headers = { authorization: 'Bearer member', 'content-type': 'application/json' };
    return new Request(`${siteUrl}/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  get #callTools() {
    return { stripe: this.#stripe.client, database: this.#database, siteUrl };
  }

  readonly #send = async (id: string): Promise<void> => {
    this.#disturbance.begin('send mail');
    if (this.#disturbance.isMailDown) throw new Error('421 the mail server is down');
    this.sentMails.push(id);
  };

  #joinForm(paymentMethod: string): object {
    return {
      accountId: this.#company.id,
      tier: 'silver',
      paymentMethod,
      renews: true,
      locale: 'fi',
      billing: billingForm,
    };
  }
}
