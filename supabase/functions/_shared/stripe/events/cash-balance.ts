import { mirrorCash } from '../mirror-cash.ts';
import type { EventHandling } from './event-handling.ts';

/** Money that came by bank, or paid an invoice: what the customer has waiting is looked up; the object of these events is the customer. */
export const cashBalanceEvents: EventHandling = {
  types: ['customer_cash_balance_transaction.created', 'cash_balance.funds_available'],
  handle: mirrorCash,
};
