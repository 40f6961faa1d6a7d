import { createHash } from 'node:crypto';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { makeId } from '../identifiers.ts';
import type { Collections } from '../store.ts';
import { type CardBehaviour, readBehaviour } from './cards.ts';

type PaymentMethod = Collections['payment_method'];

export interface CardInput {
  number: string;
  month: number;
  year: number;
}

/** Makes a card payment method that belongs to nobody yet. The number is not kept, only what it does. */
export function makeCardMethod(double: Double, card: CardInput): PaymentMethod {
  const behaviour = readBehaviour(card.number);
  if (!behaviour)
    refuse('Your card number is not one of the test numbers.', { code: 'incorrect_number', param: 'number' });
  const method: PaymentMethod = {
    ...makeBase(double, 'card'),
    card: {
      brand: behaviour.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: behaviour.country,
      display_brand: behaviour.brand,
      exp_month: card.month,
      exp_year: card.year,
      fingerprint: createHash('sha256').update(card.number).digest('hex').slice(0, 16),
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [behaviour.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  };
  double.store.put('payment_method', method);
  double.store.put('card_behaviour', { id: method.id, behaviour });
  return method;
}

/** Makes the payment method that stands for a customer's bank transfers. */
export function makeTransferMethod(double: Double, customer: string): PaymentMethod {
  const method: PaymentMethod = { ...makeBase(double, 'customer_balance'), customer, customer_balance: {} };
  double.store.put('payment_method', method);
  return method;
}

/** How a saved card behaves. */
export function findBehaviour(double: Double, method: string): CardBehaviour {
  return double.store.get('card_behaviour', method)?.behaviour ?? { brand: 'visa', country: 'US' };
}

function makeBase(double: Double, type: string): PaymentMethod {
  return {
    id: makeId('pm', 24),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    created: double.clock.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
  };
}
