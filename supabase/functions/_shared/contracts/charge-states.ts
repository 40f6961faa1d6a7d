/**
 * What happens to an open invoice, as `private.describe_charge` says: its card is charged, is tried again, waits for the member's bank, is not tried any
 * more, or waits for another reason than the card; or, however it is paid, support puts the invoice right and nobody is asked to pay it.
 */
export const chargeStates = ['planned', 'retry', 'authenticate', 'stopped', 'held', 'with_support'] as const;
