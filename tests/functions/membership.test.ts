import { describe, expect, test } from 'vitest';
import { skipDays } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { waitForMail } from '../support/mailbox.ts';
import { sql } from '../support/stack.ts';
import { callFunction } from './support/call.ts';
import { type Company, createCompany } from './support/companies.ts';
import { createStripe, join } from './support/joining.ts';
import { callDatabase } from './support/rpc.ts';

const readMembership = async (company: Company) => {
  const [row] =
    await sql`select id, tier_code, amount_minor, state, renews, next_tier_code, payment_method, stripe_subscription_id as subscription
    from public.memberships where account_id = ${company.accountId} order by created_at desc limit 1`;
  if (!row) throw new Error('There is no membership');
  return row;
};

const ask = (company: Company, body: object, token = company.token) =>
  callFunction('membership', { accountId: company.accountId, ...body }, { token });

/** The invoice of the upgrade at Stripe: the newest of the subscription. */
async function readUpgradeInvoice(subscription: string) {
  const { data } = await createStripe().invoices.list({ subscription, limit: 10 });
  return data.find(({ billing_reason: reason }) => reason === 'subscription_update');
}

async function createMember(change: Record<string, unknown> = {}, points = 2000, country = 'FI') {
  const company = await createCompany({ points, country });
  await join(company, { paymentMethod: 'bank_transfer', tier: 'silver', ...change });
  return company;
}

describe('an upgrade', () => {
  test.each([
    ['FI', 'gold'],
    ['SE', 'platinum'],
  ])('in %s to %s costs what was quoted, to the cent, and begins at once', async (country, tier) => {
    const company = await createMember({}, 2000, country);
    const { subscription } = await readMembership(company);
    const { status, body: quote } = await ask(company, { action: 'quote', tier });
    expect([status, quote.tier_code]).toEqual([200, tier]);
    expect(quote.total_minor).toBeGreaterThan(0);
    expect(quote.total_minor).toBe(quote.subtotal_minor + quote.tax_minor);
    expect(await readUpgradeInvoice(subscription)).toBeUndefined();
    expect(await readMembership(company)).toMatchObject({ tier_code: 'silver' });

    // Minutes in which the rest of the term grows shorter: the quote holds.
    await skipDays(10 / 1440);
    const answer = await ask(company, { action: 'upgrade', quoteId: quote.quote_id });
    expect(answer.body).toEqual({ tier_code: tier, is_new: true });
    expect(await readMembership(company)).toMatchObject({ tier_code: tier, amount_minor: quote.amount_minor });
    const invoice = await eventually(() => readUpgradeInvoice(subscription));
    expect([invoice.subtotal, invoice.total]).toEqual([quote.subtotal_minor, quote.total_minor]);
    await skipDays(1.1 / 24);
    const mirrored = await eventually(async () => {
      const [row] =
        await sql`select total_minor, status from public.invoices where stripe_invoice_id = ${invoice.id ?? ''} and status = 'open'`;
      return row;
    });
    expect(mirrored).toEqual({ total_minor: quote.total_minor, status: 'open' });
    await waitForMail(company.email, 'Tasosi on nyt');
  });

  test('asked for twice by the same quote happens once', async () => {
    const company = await createMember();
    const { subscription } = await readMembership(company);
    const { body: quote } = await ask(company, { action: 'quote', tier: 'gold' });
    const answers = await Promise.all([1, 2].map(() => ask(company, { action: 'upgrade', quoteId: quote.quote_id })));
    expect(answers.map(({ body }) => body.tier_code)).toEqual(['gold', 'gold']);
    expect(answers.filter(({ body }) => body.is_new)).toHaveLength(1);
    await eventually(() => readUpgradeInvoice(subscription));
    const { data } = await createStripe().invoices.list({ subscription, limit: 10 });
    expect(data.filter(({ billing_reason: reason }) => reason === 'subscription_update')).toHaveLength(1);
  });

  test('credits what was paid for the term also when Stripe knows the price of the next one already', async () => {
    const company = await createMember({ tier: 'gold' });
    await sql`update public.memberships set next_tier_code = 'silver' where account_id = ${company.accountId}`;
    const [end] = await sql<{ at: Date }[]>`select (ends_on - 3 + time '12:00') at time zone 'Europe/Helsinki' as at
      from public.memberships where account_id = ${company.accountId}`;
    const before = await ask(company, { action: 'quote', tier: 'platinum' });
    // As the job does from the last notice on; the quote that is still good keeps it waiting.
    await sql`update private.upgrade_quotes set expires_at = now() - interval '1 second'`;
    await sql`select service.announce_renewals(${end?.at ?? new Date()})`;
    await eventually(async () => {
      const [row] =
        await sql`select from private.stripe_calls where account_id = ${company.accountId} and kind = 'set_renewal_price' and done_at is not null`;
      return row;
    });
    const { body: quote } = await ask(company, { action: 'quote', tier: 'platinum' });
    // Seconds later: the same to a few cents, not the difference of a cheaper tier.
    expect(Math.abs(quote.subtotal_minor - before.body.subtotal_minor)).toBeLessThan(50);
  });

  test.each([
    ['to a lower tier', 'silver', 409, 'tier_locked'],
    ['to a tier out of reach', 'business', 422, 'tier_not_offered'],
    ['to a tier that does not exist', 'diamond', 422, 'tier_not_offered'],
  ])('%s is refused', async (_name, tier, status, code) => {
    const company = await createMember({ tier: 'gold' });
    const { status: answered, body } = await ask(company, { action: 'quote', tier });
    expect([answered, body.error.code]).toEqual([status, code]);
  });

  test("of another company, without a token, or with another company's quote is refused and changes nothing", async () => {
    const [company, stranger] = [await createMember(), await createMember()];
    const { body: quote } = await ask(company, { action: 'quote', tier: 'gold' });
    const refused = await ask(company, { action: 'upgrade', quoteId: quote.quote_id }, stranger.token);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'not_allowed']);
    const taken = await ask(stranger, { action: 'upgrade', quoteId: quote.quote_id });
    expect([taken.status, taken.body.error.code]).toEqual([409, 'quote_expired']);
    const signedOut = await callFunction('membership', { accountId: company.accountId, action: 'quote', tier: 'gold' });
    expect([signedOut.status, signedOut.body.error.code]).toEqual([401, 'session_expired']);
    expect(await readMembership(company)).toMatchObject({ tier_code: 'silver' });
    expect(await readMembership(stranger)).toMatchObject({ tier_code: 'silver' });
  });

  test('that is nonsense is refused by its fields', async () => {
    const company = await createMember();
    for (const body of [{ action: 'sell' }, { action: 'quote' }, { action: 'upgrade', quoteId: 'mine' }, {}]) {
      const answer = await ask(company, body);
      expect([answer.status, answer.body.error.code]).toEqual([422, 'invalid_input']);
    }
  });
});

describe('at Stripe', () => {
  const readSubscription = async (company: Company) =>
    createStripe().subscriptions.retrieve((await readMembership(company)).subscription);

  test('cancelling and taking it back reaches the subscription', async () => {
    const company = await createMember();
    const choose = (renews: boolean) =>
      callDatabase(company.token, 'set_renewal', { for_account: company.accountId, renews });
    expect((await choose(false)).status).toBeLessThan(300);
    await eventually(async () => ((await readSubscription(company)).cancel_at_period_end ? true : undefined));
    await choose(true);
    await eventually(async () => ((await readSubscription(company)).cancel_at_period_end ? undefined : true));
    expect(await readMembership(company)).toMatchObject({ state: 'active', renews: true });
  });

  test('a membership that ends takes its subscription with it, also ended by hand', async () => {
    const company = await createMember();
    await sql`update public.memberships set state = 'ended', end_reason = 'Asked by the company' where account_id = ${company.accountId}`;
    await eventually(async () => ((await readSubscription(company)).status === 'canceled' ? true : undefined));
    const again = await join(company, { paymentMethod: 'bank_transfer', tier: 'gold' });
    expect(again.membershipNumber).toMatch(/^CPS-FI/);
  });

  test('the price of the next term is told without touching this one', async () => {
    const company = await createMember({ tier: 'gold' });
    await callDatabase(company.token, 'choose_next_tier', { for_account: company.accountId, tier: 'silver' });
    const [end] = await sql<{ at: Date }[]>`select (ends_on - 7 + time '12:00') at time zone 'Europe/Helsinki' as at
      from public.memberships where account_id = ${company.accountId}`;
    await sql`select service.announce_renewals(${end?.at ?? new Date()})`;
    await eventually(async () => {
      const [item] = (await readSubscription(company)).items.data;
      return item?.price.unit_amount === 9900 ? true : undefined;
    });
    expect(await readMembership(company)).toMatchObject({
      tier_code: 'gold',
      amount_minor: 19_900,
      next_tier_code: 'silver',
    });
    const { data } = await createStripe().invoices.list({ subscription: (await readMembership(company)).subscription });
    expect(data).toHaveLength(1);
  });
});
