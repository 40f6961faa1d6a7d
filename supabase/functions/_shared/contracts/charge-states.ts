/**
 * What the saved card does about an open invoice, as `private.describe_charge` says: it is charged, is tried again, waits for the member's bank,
 * is not tried any more, or waits for another reason than the card.
 */
export const chargeStates = ['planned', 'retry', 'authenticate', 'stopped', 'held'] as const;
