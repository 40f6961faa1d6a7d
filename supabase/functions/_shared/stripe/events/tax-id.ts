import { mirrorTaxIds } from '../mirror-tax-ids.ts';
import type { EventHandling } from './event-handling.ts';

/** A VAT number that came, or of which its register spoke: all numbers of the customer are looked up; the object of these events is the customer. */
export const taxIdEvents: EventHandling = {
  types: ['customer.tax_id.created', 'customer.tax_id.updated'],
  handle: mirrorTaxIds,
};
