import { refuse } from '../errors.ts';
import type { Collections } from '../store.ts';

type Settings = Collections['invoice']['payment_settings'];

interface SentSettings {
  payment_method_types?: string[] | '' | null | undefined;
  payment_method_options?: {
    card?: { request_three_d_secure?: string | undefined } | '' | null | undefined;
    customer_balance?:
      | {
          bank_transfer?: { type?: string | undefined; eu_bank_transfer?: { country: string } | undefined } | undefined;
          funding_type?: string | undefined;
        }
      | ''
      | null
      | undefined;
  };
}

/** Countries in which Stripe gives out virtual accounts for euro transfers today. */
export const transferCountries = ['DE', 'FR', 'IE', 'NL'];

/** Applies sent payment settings of an invoice or subscription. */
export function applyPaymentSettings(current: Settings, sent: SentSettings | undefined): Settings {
  if (!sent) return current;
  const types = sent.payment_method_types;
  const balance = sent.payment_method_options?.customer_balance;
  const result: Settings = { ...current };
  if (types !== undefined) result.payment_method_types = types || null;
  if (!sent.payment_method_options) return result;
  const transfer = balance ? balance.bank_transfer : undefined;
  const country = transfer?.eu_bank_transfer?.country;
  if (country && !transferCountries.includes(country)) {
    refuse(`Invalid country: must be one of ${transferCountries.join(', ')}`, {
      code: 'parameter_invalid_enum',
      param: 'payment_settings[payment_method_options][customer_balance][bank_transfer][eu_bank_transfer][country]',
    });
  }
  result.payment_method_options = {
    acss_debit: null,
    bancontact: null,
    card: sent.payment_method_options.card ? { request_three_d_secure: 'automatic' } : null,
    customer_balance: balance
      ? {
          bank_transfer: {
            type: transfer?.type ?? null,
            ...(country ? { eu_bank_transfer: { country } } : {}),
          },
          funding_type: 'bank_transfer',
        }
      : null,
    konbini: null,
    payto: null,
    pix: null,
    sepa_debit: null,
    upi: null,
    us_bank_account: null,
  };
  return result;
}
