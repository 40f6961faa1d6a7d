import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import type { Collections } from '../store.ts';
import { cancelTask } from '../tasks.ts';
import { attachMethod } from './payment-methods.ts';

/** Ends a session well: the card is attached, the setup intent succeeded, the events are on their way. */
export function completeSession(double: Double, session: Collections['checkout.session'], method: string): void {
  const intent = double.store.get('setup_intent', session.setup_intent ?? '');
  const card = double.store.get('payment_method', method);
  if (session.status !== 'open' || !intent || !card) return;
  const customer = double.store.get('customer', session.customer ?? '');
  card.billing_details.email = customer?.email ?? session.customer_email;
  card.billing_details.name = customer?.name ?? null;
  if (customer) attachMethod(double, card, customer.id);
  intent.status = 'succeeded';
  intent.payment_method = card.id;
  intent.next_action = null;
  intent.last_setup_error = null;
  emitEvent(double, 'setup_intent.succeeded', intent);
  session.status = 'complete';
  session.url = null;
  session.customer_details = {
    address: null,
    business_name: null,
    email: card.billing_details.email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
  cancelTask(double, 'expire_session', session.id);
  emitEvent(double, 'checkout.session.completed', session);
}
