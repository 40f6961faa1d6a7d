import type { Run } from './lab.ts';

interface MirroredInvoice {
  stripe_invoice_id: string;
  status: string;
  total_minor: number;
  amount_paid_minor: number;
}

/** What must hold between the portal and Stripe once everything has come to rest; one sentence for each promise that is broken. */
export async function findBrokenPromises(run: Run): Promise<string[]> {
  return [
    ...(await checkMemberships(run)),
    ...(await checkInvoices(run)),
    ...checkCharges(run),
    ...(await checkDrift(run)),
  ];
}

async function checkMemberships({ database, stripe }: Run): Promise<string[]> {
  const current = await database.query<{ id: string; subscription: string | null }>(
    "select id, stripe_subscription_id as subscription from public.memberships where state <> 'ended'",
  );
  const running = stripe.store.all('subscription').filter(({ status }) => status !== 'canceled');
  const problems: string[] = [];
  for (const { id, subscription } of current) {
    const own = running.filter(({ metadata }) => metadata.membership_id === id);
    if (own.length !== 1) problems.push(`a membership has ${own.length} subscriptions`);
    if (own[0] && own[0].id !== subscription) problems.push('a membership does not know its subscription');
  }
  if (running.length !== current.length) {
    problems.push(`${running.length} subscriptions run for ${current.length} memberships`);
  }
  if (stripe.store.all('customer').length > 1) problems.push('a company has more than one customer');
  return problems;
}

async function checkInvoices({ database, stripe }: Run): Promise<string[]> {
  const mirrored = await database.query<MirroredInvoice>(
    'select stripe_invoice_id, status, total_minor, amount_paid_minor from public.invoices',
  );
  return stripe.store
    .all('invoice')
    .filter(({ status }) => status !== 'draft')
    .flatMap((invoice) => {
      const mirror = mirrored.find(({ stripe_invoice_id: id }) => id === invoice.id);
      if (!mirror) return [`an invoice (${invoice.status}) is not mirrored`];
      const isSame =
        mirror.status === invoice.status &&
        mirror.total_minor === invoice.total &&
        mirror.amount_paid_minor === invoice.amount_paid;
      return isSame ? [] : [`an invoice is ${invoice.status} at Stripe and ${mirror.status} here`];
    });
}

function checkCharges({ stripe }: Run): string[] {
  const payments = stripe.store.all('invoice_payment');
  const charges = stripe.store.all('charge').filter(({ paid }) => paid);
  return stripe.store.all('invoice').flatMap((invoice) => {
    const intents = payments
      .filter((entry) => entry.invoice === invoice.id)
      .map(({ payment }) => payment.payment_intent);
    const taken = charges.filter(({ payment_intent: intent }) => intents.includes(intent ?? undefined));
    const sum = taken.reduce((total, { amount }) => total + amount, 0);
    return taken.length > 1 || sum > invoice.total ? [`an invoice was charged ${taken.length} times (${sum})`] : [];
  });
}

async function checkDrift({ database }: Run): Promise<string[]> {
  const rows = await database.query<{ kind: string; found: string }>('select kind, found from support.money_drift');
  return rows.map(({ kind, found }) => `drift: ${kind}: ${found}`);
}
