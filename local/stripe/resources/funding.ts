import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Wire } from '../wire.ts';
import { findCustomer } from './find.ts';
import { transferCountries } from './payment-settings.ts';

type Instructions = Wire<Stripe.FundingInstructions>;

export const fundingRoutes: Route[] = [
  defineRoute<Stripe.CustomerCreateFundingInstructionsParams>(
    'POST',
    '/v1/customers/:id/funding_instructions',
    'CustomerCreateFundingInstructionsParams',
    ({ double, params, id }) => {
      const currency = params.currency.toLowerCase();
      const customer = findCustomer(double, id).id;
      if (currency === 'gbp' && params.bank_transfer.type === 'gb_bank_transfer') {
        return describeBritishFunding(double, customer);
      }
      if (currency !== 'eur' || params.bank_transfer.type !== 'eu_bank_transfer') {
        refuse('The double has virtual accounts for transfers in euros and pounds only.', { param: 'currency' });
      }
      const country = params.bank_transfer.eu_bank_transfer?.country;
      if (!country || !transferCountries.includes(country)) {
        refuse(`Invalid country: must be one of ${transferCountries.join(', ')}`, {
          code: 'parameter_invalid_enum',
          param: 'bank_transfer[eu_bank_transfer][country]',
        });
      }
      return describeFunding(double, customer, country);
    },
  ),
];

/** The virtual euro account of a customer; always the same one once it was given out. */
export function describeFunding(double: Double, customer: string, country = 'NL'): Instructions {
  const known = double.store.get('funding_account', customer);
  const account = known ?? { id: customer, iban: makeIban(country), country };
  if (!known) double.store.put('funding_account', account);
  const address = {
    city: 'Amsterdam',
    country,
    line1: 'Keizersgracht 1',
    line2: null,
    postal_code: '1015',
    state: null,
  };
  return {
    object: 'funding_instructions',
    bank_transfer: {
      country: account.country,
      financial_addresses: [
        {
          iban: {
            account_holder_address: address,
            account_holder_name: double.sellerName,
            bank_address: address,
            bic: `TEST${account.country}2A`,
            country: account.country,
            iban: account.iban,
          },
          supported_networks: ['sepa'],
          type: 'iban',
        },
      ],
      type: 'eu_bank_transfer',
    },
    currency: 'eur',
    funding_type: 'bank_transfer',
    livemode: false,
  };
}

/** The virtual account of a customer in the United Kingdom; always the same one. */
function describeBritishFunding(double: Double, customer: string): Instructions {
  const id = `gbp:${customer}`;
  const number =
    double.store.get('funding_account', id)?.iban ?? String(10_000_000 + (randomBytes(4).readUInt32BE() % 90_000_000));
  double.store.put('funding_account', { id, iban: number, country: 'GB' });
  const address = {
    city: 'London',
    country: 'GB',
    line1: '1 Lombard Street',
    line2: null,
    postal_code: 'EC3V 9AA',
    state: null,
  };
  return {
    object: 'funding_instructions',
    bank_transfer: {
      country: 'GB',
      financial_addresses: [
        {
          sort_code: {
            account_holder_address: address,
            account_holder_name: double.sellerName,
            account_number: number,
            bank_address: address,
            sort_code: '108800',
          },
          supported_networks: ['bacs', 'fps'],
          type: 'sort_code',
        },
      ],
      type: 'gb_bank_transfer',
    },
    currency: 'gbp',
    funding_type: 'bank_transfer',
    livemode: false,
  };
}

/** Makes an IBAN with right check digits (ISO 13616). */
function makeIban(country: string): string {
  const body = `TEST${Array.from(randomBytes(10), (byte) => byte % 10).join('')}`;
  const digits = `${body}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const check = 98n - (BigInt(digits) % 97n);
  return `${country}${String(check).padStart(2, '0')}${body}`;
}
