import type { Store } from '../../../local/stripe/store.ts';
import { copyStore } from '../../../local/stripe/store-copy.ts';
import { findHandling } from '../../../supabase/functions/_shared/stripe/events/registry.ts';
import type { Run } from './lab.ts';
import { openWebhook } from './webhook.ts';
import { cards } from './year.ts';

/** How the first charge of the year goes. */
export const histories = ['paid', 'failed', 'action required'] as const;
export type HistoryKind = (typeof histories)[number];

/** What Stripe was at a moment, and the events that led there from the moment before. */
export interface Moment {
  store: Store;
  eventIds: string[];
}

/** What the webhook stores of an event. */
export interface StoredEvent {
  event_id: string;
  event_type: string;
  object_id: string | null;
  created_at: string;
}

/** The moments, and what is stored of their events. */
export interface History {
  moments: readonly Moment[];
  stored: ReadonlyMap<string, StoredEvent>;
}

/**
 * What happens at Stripe in the first year of a membership while the portal hears nothing of it: the card is saved, the invoice is finalised and paid
 * (at once; after a decline; after the bank asked for the member), the term is renewed and its invoice paid.
 */
export async function recordHistory(run: Run, kind: HistoryKind): Promise<History> {
  const { stripe, portal } = run;
  await portal.join();
  await portal.settle();
  const recorder = new Recorder(run);
  const page = (await portal.openCardPage()) ?? '';
  const first = { paid: cards.good, failed: cards.declined, 'action required': cards.asks }[kind];
  await recorder.step(() => stripe.saveCard(page, first));
  await recorder.step(() => stripe.advance(2 * 3600));
  await recorder.step(() => stripe.advance(31 * 86_400));
  await recorder.step(() => pay(run));
  if (kind !== 'paid') {
    const another = (await portal.openCardPage()) ?? '';
    await recorder.step(() => stripe.saveCard(another, cards.good));
    await recorder.step(() => pay(run));
  }
  await recorder.step(() => stripe.advance(335 * 86_400));
  await recorder.step(() => stripe.advance(2 * 3600));
  await recorder.step(() => pay(run));
  return { moments: recorder.moments, stored: await describeEvents(run, recorder.moments) };
}

/** Lets the portal's webhook say what it stores of each event. */
async function describeEvents(run: Run, moments: readonly Moment[]): Promise<Map<string, StoredEvent>> {
  const stored = new Map<string, StoredEvent>();
  const send = openWebhook(run.stripe, async (name, parameters) => {
    if (name !== 'store_event') throw new Error(`The webhook does more than storing: ${name}`);
    const event = parameters as unknown as StoredEvent;
    stored.set(event.event_id, event);
    return true;
  });
  for (const id of moments.flatMap(({ eventIds }) => eventIds)) await send(id);
  return stored;
}

class Recorder {
  readonly moments: Moment[] = [];
  readonly #run: Run;
  readonly #known: Set<string>;

  constructor(run: Run) {
    this.#run = run;
    this.#known = new Set(run.stripe.store.all('event').map(({ id }) => id));
  }

  async step(happen: () => Promise<void>): Promise<void> {
    await happen();
    const { store } = this.#run.stripe;
    const fresh = store.all('event').filter(({ id }) => !this.#known.has(id));
    for (const { id } of fresh) this.#known.add(id);
    const eventIds = chooseEvents(fresh).map(({ id }) => id);
    const copy = copyStore(store);
    // Copied kind by kind when first looked at: all are looked at now, before the next thing happens.
    for (const kind of kinds) copy.all(kind);
    this.moments.push({ store: copy, eventIds });
  }
}

/** Of the many events nobody acts on one a step is enough. */
function chooseEvents<Event extends { type: string }>(events: readonly Event[]): Event[] {
  const other = events.findIndex(({ type }) => !findHandling(type));
  return events.filter(({ type }, place) => findHandling(type) || place === other);
}

const kinds = [
  'customer',
  'deleted_customer',
  'tax_id',
  'checkout.session',
  'setup_intent',
  'payment_method',
  'subscription',
  'invoice',
  'invoice_payment',
  'payment_intent',
  'charge',
  'event',
] as const;

/** The open invoice is paid with the newest card, as by the member on its page; a bank that says no is part of the history. */
async function pay({ stripe }: Run): Promise<void> {
  const invoice = stripe.store.all('invoice').find(({ status }) => status === 'open');
  const method = stripe.store.all('payment_method').at(-1);
  if (!invoice?.id || !method) throw new Error('There is nothing to pay, or nothing to pay with');
  try {
    await stripe.outside.invoices.pay(invoice.id, { payment_method: method.id, off_session: true });
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('declined'))) throw error;
  }
}
