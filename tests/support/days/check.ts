import { cardReplacedOn, findLastDayOfCard } from './act.ts';
import { expectedLives, expectReminders, stateDays } from './expect-life.ts';
import { addDays, countDays, readLocalTime } from './local-time.ts';
import { paysByCard } from './plan.ts';
import type { DaysPortal, JoinedCompany } from './portal.ts';

/** When a membership was renewed, by its id; noted while the days went by. */
export type Renewals = Map<string, Date>;

interface Term {
  id: string;
  term_number: number;
  tier_code: string;
  amount_minor: number;
  starts_on: string;
  ends_on: string;
}

/** What a company should have lived through and did not; one sentence for each. */
export async function checkCompany(portal: DaysPortal, company: JoinedCompany, renewals: Renewals): Promise<string[]> {
  const terms = await portal.database.query<Term>(
    `select id, term_number, tier_code, amount_minor, starts_on::text, ends_on::text from public.membership_terms
     where membership_id = $1 order by term_number`,
    [company.membershipId],
  );
  const problems = [
    ...(await checkStates(portal, company)),
    ...(await checkTerms(portal, company, terms, renewals)),
    ...(await checkNotices(portal, company, terms)),
    ...(await checkReminders(portal, company)),
    ...(await checkCharges(portal, company)),
    ...(await checkCardNotices(portal, company)),
    ...(await checkMails(portal, company)),
  ];
  return problems.map((problem) => `${company.name} (${company.country}, ${company.life}): ${problem}`);
}

async function checkStates(portal: DaysPortal, { membershipId, life, zone }: JoinedCompany): Promise<string[]> {
  const changes = await portal.database.query<{ from: string; to: string; since: string; due_on: string | null }>(
    `select before ->> 'state' as from, after ->> 'state' as to, after ->> 'state_since' as since,
       coalesce(after ->> 'unpaid_since', before ->> 'unpaid_since') as due_on
     from private.audit_log where table_name = 'memberships' and row_key = $1 and action = 'update' and before ->> 'state' <> after ->> 'state' order by id`,
    [membershipId],
  );
  const { states, next } = expectedLives[life];
  const problems: string[] = [];
  const lived = changes.map(({ to }) => to);
  if (lived.join() !== states.join()) problems.push(`states ${lived.join()} instead of ${states.join()}`);
  for (const { to, since, due_on: dueOn } of changes) {
    const { day, hour, minute } = readLocalTime(new Date(since), zone);
    const isByDays = to !== 'active' && !(to === 'ended' && next !== 'unpaid');
    if (!isByDays) continue;
    const days = dueOn ? countDays(dueOn, day) : Number.NaN;
    if (days !== stateDays[to] || hour !== 9 || minute !== 0) {
      problems.push(`${to} on day ${days} after the due date at ${hour}:${minute}`);
    }
  }
  return problems;
}

async function checkTerms(
  { database, stripe }: DaysPortal,
  { membershipId, life, joinedOn, zone }: JoinedCompany,
  terms: Term[],
  renewals: Renewals,
): Promise<string[]> {
  const { next } = expectedLives[life];
  const problems: string[] = [];
  const [first, second] = terms;
  const [membership] = await database.query<{
    state: string;
    renews: boolean;
    end_reason: string | null;
    ended_on: string | null;
    subscription: string;
  }>(
    'select state, renews, end_reason, ended_on::text, stripe_subscription_id as subscription from public.memberships where id = $1',
    [membershipId],
  );
  const subscription = stripe.store.get('subscription', membership?.subscription ?? '');
  const cycles = stripe.store
    .all('invoice')
    .filter((invoice) => invoice.parent?.subscription_details?.subscription === subscription?.id);
  if (!first || !membership || !subscription) return ['it is gone'];
  if (first.starts_on !== joinedOn) problems.push(`the term began on ${first.starts_on}`);
  if (next === 'gold' || next === 'silver') {
    const renewed = renewals.get(membershipId);
    const local = renewed && readLocalTime(renewed, zone);
    if (second?.tier_code !== next || terms.length !== 2)
      problems.push(`${terms.length} terms, the last on ${terms.at(-1)?.tier_code}`);
    if (second?.starts_on !== first.ends_on) problems.push('the terms do not follow each other');
    if (local?.day !== first.ends_on || local.hour !== 0) problems.push(`renewed on ${local?.day} at ${local?.hour}`);
    if (subscription.status !== 'active') problems.push(`the subscription is ${subscription.status}`);
    if (subscription.cancel_at_period_end === membership.renews) problems.push('Stripe was not told whether it renews');
    const price = subscription.items.data[0]?.price;
    if (price?.unit_amount !== second?.amount_minor) problems.push(`Stripe's price is ${price?.unit_amount}`);
    if (cycles.map(({ subtotal }) => subtotal).join() !== terms.map(({ amount_minor: amount }) => amount).join()) {
      problems.push(`invoices of ${cycles.map(({ subtotal }) => subtotal).join()}`);
    }
  } else {
    if (terms.length !== 1) problems.push(`${terms.length} terms`);
    if (membership.state !== 'ended' || membership.end_reason !== next)
      problems.push(`ended as ${membership.end_reason}`);
    if (subscription.status !== 'canceled') problems.push(`the subscription is ${subscription.status}`);
    if (next !== 'unpaid' && membership.ended_on !== first.ends_on) problems.push(`ended on ${membership.ended_on}`);
    if (cycles.filter(({ status }) => status !== 'draft' && status !== 'void').length !== 1)
      problems.push(`${cycles.length} invoices`);
  }
  return problems;
}

async function checkNotices(
  { database }: DaysPortal,
  { membershipId, zone }: JoinedCompany,
  terms: Term[],
): Promise<string[]> {
  const [membership] = await database.query<{ ended_on: string | null }>(
    'select ended_on::text from public.memberships where id = $1',
    [membershipId],
  );
  const problems: string[] = [];
  for (const term of terms.slice(0, 1)) {
    const sent = await database.query<{ step: number; sent_for: Date }>(
      'select step, sent_for from private.sent_notices where subject = $1 order by step desc',
      [`renewal:${term.id}`],
    );
    const told = sent.map(({ step, sent_for: moment }) => {
      const { day, hour } = readLocalTime(new Date(moment), zone);
      return `${step} on ${day} at ${hour}`;
    });
    const expected = [60, 30, 7]
      .filter((days) => !membership?.ended_on || membership.ended_on > addDays(term.ends_on, -days))
      .map((days) => `${days} on ${addDays(term.ends_on, -days)} at 9`);
    if (told.join() !== expected.join()) problems.push(`notices: ${told.join()} instead of ${expected.join()}`);
  }
  return problems;
}

/** Reminders while past due, five and ten days after the due date of each invoice, at nine. */
async function checkReminders({ database }: DaysPortal, { accountId, life, zone }: JoinedCompany): Promise<string[]> {
  const sent = await database.query<{ subject: string; step: number; sent_for: Date }>(
    "select subject, step, sent_for from private.sent_notices where account_id = $1 and subject like 'past_due:%' order by sent_for",
    [accountId],
  );
  const told = sent.map(({ subject, step, sent_for: moment }) => {
    const { day, hour } = readLocalTime(new Date(moment), zone);
    return `${step}: ${countDays(subject.slice(-10), day)} at ${hour}`;
  });
  const expected = expectReminders(life).map((days) => `${days}: ${days} at 9`);
  return told.join() === expected.join() ? [] : [`reminders: ${told.join()} instead of ${expected.join()}`];
}

async function checkCharges(portal: DaysPortal, { accountId, life, zone }: JoinedCompany): Promise<string[]> {
  const { store } = portal.stripe;
  const { charges: expected, next } = expectedLives[life];
  const invoices = await portal.database.query<{ id: string; due_on: string; status: string }>(
    'select stripe_invoice_id as id, due_on::text, status from public.invoices where account_id = $1 and due_on is not null order by due_on',
    [accountId],
  );
  const problems: string[] = [];
  invoices.forEach(({ id, due_on: dueOn, status }, index) => {
    const intents = store
      .all('invoice_payment')
      .filter((entry) => entry.invoice === id)
      .map(({ payment }) => payment.payment_intent);
    const charges = store.all('charge').filter(({ payment_intent: intent }) => intents.includes(intent ?? undefined));
    const days = charges.map(({ created }) => {
      const { day, hour } = readLocalTime(new Date(created * 1000), zone);
      return hour === 9 ? countDays(dueOn, day) : `${countDays(dueOn, day)} at ${hour}`;
    });
    const planned = paysByCard(life) ? (index === 0 ? expected : [0]) : [];
    if (days.join() !== planned.join()) problems.push(`invoice ${index + 1} was charged on days ${days.join()}`);
    const isPaid = charges.filter(({ paid }) => paid).length;
    const shouldBePaid = planned.length > 0 && next !== 'unpaid' ? 1 : 0;
    if (isPaid !== shouldBePaid) problems.push(`invoice ${index + 1} was paid ${isPaid} times`);
    const remainsOpen = life === 'card declined for good' || life === 'bank, never';
    if ((status === 'open') !== remainsOpen) problems.push(`invoice ${index + 1} is ${status}`);
  });
  return problems;
}

async function checkCardNotices({ database }: DaysPortal, company: JoinedCompany): Promise<string[]> {
  const sent = await database.query<{ subject: string; step: number; sent_for: Date }>(
    "select subject, step, sent_for from private.sent_notices where account_id = $1 and subject like 'card:%' order by step desc",
    [company.accountId],
  );
  const told = sent.map(({ subject, step, sent_for: moment }) => {
    const { day, hour } = readLocalTime(new Date(moment), company.zone);
    return `${step}: ${countDays(day, subject.slice(-10))} at ${hour}`;
  });
  const expected = expectCardNotices(company).map((days) => `${days}: ${days} at 9`);
  return told.join() === expected.join() ? [] : [`notices of the card: ${told.join()} instead of ${expected.join()}`];
}

/** Days before its last one on which a company hears that its card expires; it may be replaced between the two, at noon. */
function expectCardNotices(company: JoinedCompany): number[] {
  if (company.life !== 'card that expires before the renewal') return [];
  const last = countDays(company.joinedOn, findLastDayOfCard(company));
  return [30, 7].filter((days) => last - days <= cardReplacedOn);
}

/** Every mail once: a mail of a kind carries what makes it happen once, and company and payer have one address here. */
async function checkMails({ database }: DaysPortal, company: JoinedCompany): Promise<string[]> {
  const { accountId, life } = company;
  const rows = await database.query<{ kind: string; count: number }>(
    `select kind, count(*)::integer as count from private.mail_outbox
     where account_id = $1 and kind in ('membership_grace', 'membership_suspended', 'membership_restored', 'membership_ended', 'membership_renewed', 'late_payment', 'card_declined',
       'payment_past_due', 'renewal_notice', 'card_expiring')
     group by kind`,
    [accountId],
  );
  const { states, next, charges } = expectedLives[life];
  const count = (state: string) => states.filter((entry) => entry === state).length;
  const expected: Record<string, number> = {
    membership_grace: count('grace'),
    membership_suspended: count('suspended'),
    membership_restored: count('active'),
    membership_ended: count('ended'),
    membership_renewed: next === 'gold' || next === 'silver' ? 1 : 0,
    late_payment: life === 'bank, after the end' ? 1 : 0,
    payment_past_due: count('past_due') + expectReminders(life).length,
    renewal_notice: next === 'unpaid' ? 0 : 3,
    card_expiring: expectCardNotices(company).length,
    card_declined: next === 'unpaid' ? charges.length : Math.max(charges.length - 1, 0),
  };
  return Object.entries(expected).flatMap(([kind, wanted]) => {
    const found = rows.find((row) => row.kind === kind)?.count ?? 0;
    return found === wanted ? [] : [`${found} mails ${kind} instead of ${wanted}`];
  });
}
