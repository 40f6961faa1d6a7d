import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type Stripe from 'stripe';
import type { CardBehaviour } from './resources/cards.ts';
import type { Wire } from './wire.ts';

/** A thing the double must do at a moment of its own clock. */
export interface Task {
  id: string;
  kind: 'finalize_invoice' | 'invoice_due' | 'renew_subscription' | 'expire_session' | 'verify_tax_id';
  subject: string;
  /** Unix seconds. */
  at: number;
}

/** One event on its way to the webhook address. */
export interface Delivery {
  id: string;
  attempts: number;
  /** Unix seconds of the double's clock before which it is not tried. */
  nextAt: number;
  createdAt: number;
}

export interface IdempotencyRecord {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  /** Unix seconds of the wall clock. */
  savedAt: number;
}

/** Everything the double remembers, by kind. Official objects first, its own books after them. */
export interface Collections {
  customer: Wire<Stripe.Customer>;
  deleted_customer: Wire<Stripe.DeletedCustomer>;
  tax_id: Wire<Stripe.TaxId>;
  tax_rate: Wire<Stripe.TaxRate>;
  product: Wire<Stripe.Product>;
  price: Wire<Stripe.Price>;
  'checkout.session': Wire<Stripe.Checkout.Session>;
  setup_intent: Wire<Stripe.SetupIntent>;
  payment_method: Wire<Stripe.PaymentMethod>;
  subscription: Wire<Stripe.Subscription>;
  invoice: Wire<Stripe.Invoice>;
  invoiceitem: Wire<Stripe.InvoiceItem>;
  invoice_payment: Wire<Stripe.InvoicePayment>;
  payment_intent: Wire<Stripe.PaymentIntent>;
  charge: Wire<Stripe.Charge>;
  dispute: Wire<Stripe.Dispute>;
  credit_note: Wire<Stripe.CreditNote>;
  customer_balance_transaction: Wire<Stripe.CustomerBalanceTransaction>;
  customer_cash_balance_transaction: Wire<Stripe.CustomerCashBalanceTransaction>;
  event: StoredEvent;
  task: Task;
  delivery: Delivery;
  idempotency: IdempotencyRecord;
  /** How a saved card behaves when charged; the number itself is never kept. */
  card_behaviour: { id: string; behaviour: CardBehaviour };
  /** The letters in a hosted invoice address and the invoice they open. */
  invoice_token: { id: string; invoice: string };
  /** Money of a customer that waits for an invoice, per currency. */
  cash_balance: { id: string; available: Record<string, number>; reconciliation: 'automatic' | 'manual' };
  /** The virtual account a customer pays into. */
  funding_account: { id: string; iban: string; country: string };
  setting: { id: string; value: number };
}

interface StoredEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

export type Kind = keyof Collections;

export interface Store {
  get<K extends Kind>(kind: K, id: string): Collections[K] | undefined;
  put<K extends Kind>(kind: K, value: Collections[K]): void;
  remove(kind: Kind, id: string): void;
  /** All of a kind, oldest first. */
  all<K extends Kind>(kind: K): Array<Collections[K]>;
  /** Says that an object was changed in place, so that it is written. */
  touch(): void;
  clear(): void;
  flush(): void;
}

const writeDelay = 100;

/** Opens the double's memory; with a file it survives restarts (written beside it and renamed, so never half). */
export function openStore(dataFile?: string): Store {
  const kinds = new Map<string, Map<string, { id: string }>>();
  let timer: NodeJS.Timeout | undefined;
  if (dataFile && existsSync(dataFile)) {
    const saved = JSON.parse(readFileSync(dataFile, 'utf8')) as Record<string, Array<{ id: string }>>;
    for (const [kind, list] of Object.entries(saved)) kinds.set(kind, new Map(list.map((value) => [value.id, value])));
  }
  const find = (kind: string) => {
    const existing = kinds.get(kind) ?? new Map<string, { id: string }>();
    kinds.set(kind, existing);
    return existing;
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!dataFile) return;
    mkdirSync(dirname(dataFile), { recursive: true });
    const content = Object.fromEntries(Array.from(kinds, ([kind, values]) => [kind, [...values.values()]]));
    writeFileSync(`${dataFile}.new`, JSON.stringify(content));
    renameSync(`${dataFile}.new`, dataFile);
  };
  const touch = () => {
    if (dataFile) timer ??= setTimeout(flush, writeDelay);
  };
  return {
    get: <K extends Kind>(kind: K, id: string) => find(kind).get(id) as Collections[K] | undefined,
    put: (kind, value) => {
      find(kind).set(value.id, value);
      touch();
    },
    remove: (kind, id) => {
      find(kind).delete(id);
      touch();
    },
    all: <K extends Kind>(kind: K) => [...find(kind).values()] as Array<Collections[K]>,
    touch,
    clear: () => {
      kinds.clear();
      touch();
    },
    flush,
  };
}
