/** What a card does, as in Stripe's list of test numbers. `authentication` asks the person when charged while they are away. */
export interface CardBehaviour {
  brand: string;
  country: string;
  /** Decline code when the card is being saved. */
  saveDecline?: string;
  /** Decline code when the saved card is charged. */
  chargeDecline?: string;
  needsAuthentication?: boolean;
  /** Each charge succeeds and is disputed at once as fraudulent. */
  isDisputed?: boolean;
}

const behaviours: Record<string, CardBehaviour> = {
  '4242424242424242': { brand: 'visa', country: 'US' },
  '4000002460000001': { brand: 'visa', country: 'FI' },
  '5555555555554444': { brand: 'mastercard', country: 'US' },
  '378282246310005': { brand: 'amex', country: 'US' },
  '4000000000000259': { brand: 'visa', country: 'US', isDisputed: true },
  '4000000000000341': { brand: 'visa', country: 'US', chargeDecline: 'generic_decline' },
  '4000002500003155': { brand: 'visa', country: 'IE', needsAuthentication: true },
  '4000002760003184': { brand: 'visa', country: 'DE', needsAuthentication: true },
  '4000008260003178': { brand: 'visa', country: 'GB', needsAuthentication: true, chargeDecline: 'insufficient_funds' },
  '4000000000000002': { brand: 'visa', country: 'US', saveDecline: 'generic_decline' },
  '4000000000009995': { brand: 'visa', country: 'US', saveDecline: 'insufficient_funds' },
  '4000000000009987': { brand: 'visa', country: 'US', saveDecline: 'lost_card' },
  '4000000000009979': { brand: 'visa', country: 'US', saveDecline: 'stolen_card' },
  '4000000000000069': { brand: 'visa', country: 'US', saveDecline: 'expired_card' },
  '4000000000000127': { brand: 'visa', country: 'US', saveDecline: 'incorrect_cvc' },
};

/** Ready-made payment methods that tests name instead of typing a number. */
const tokens: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_createDispute: '4000000000000259',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_authenticationRequiredOnSetup: '4000002500003155',
};

const messages: Record<string, string> = {
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
  incorrect_cvc: "Your card's security code is incorrect.",
};

/** How a card with this number behaves, or nothing for an unknown one. */
export function readBehaviour(number: string): CardBehaviour | undefined {
  return behaviours[number];
}

/** The number behind a ready-made payment method such as `pm_card_visa`. */
export function readToken(token: string): string | undefined {
  return tokens[token];
}

/** Whether the digits of a number fit together (Luhn). */
export function hasValidDigits(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = number
    .split('')
    .toReversed()
    .map(Number)
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

/** The API's error code and sentence for a decline. */
export function describeDecline(decline: string): { code: string; message: string } {
  const message = messages[decline];
  return message && decline !== 'insufficient_funds'
    ? { code: decline, message }
    : { code: 'card_declined', message: message ?? 'Your card was declined.' };
}
