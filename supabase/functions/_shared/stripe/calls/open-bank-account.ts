import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { transferOf } from '../payment-settings.ts';
import { CallRefused, defineCall, requireId } from './stripe-call.ts';

/**
 * Asks for the account into which a company pays in a currency; Stripe answers the same one each time.
 * Result: `{ holder, iban, bic, account_number, sort_code }`, null what that country's accounts do not have.
 */
export const openBankAccount = defineCall({
  parameters: z.object({ currency: z.string() }),
  run: async ({ stripe }, call) => {
    const { currency } = call.parameters;
    const transfer = transferOf(currency);
    if (!transfer) throw new CallRefused(`There are no accounts for transfers in ${currency}`);
    const customer = requireId(call.customer, 'customer of the company');
    const instructions = await stripe.customers.createFundingInstructions(
      customer,
      { currency: currency.toLowerCase(), funding_type: 'bank_transfer', bank_transfer: transfer },
      { idempotencyKey: call.id },
    );
    return describe(instructions.bank_transfer.financial_addresses);
  },
});

function describe(addresses: readonly Stripe.FundingInstructions.BankTransfer.FinancialAddress[]) {
  for (const { iban, sort_code: british } of addresses) {
    if (iban) {
      return {
        holder: iban.account_holder_name,
        iban: iban.iban,
        bic: iban.bic,
        account_number: null,
        sort_code: null,
      };
    }
    if (british) {
      const { account_holder_name: holder, account_number, sort_code } = british;
      return { holder, iban: null, bic: null, account_number, sort_code };
    }
  }
  throw new CallRefused('Stripe named no account that can be paid to');
}
