import type { SellerAccount } from '../../brand.ts';
import { type BankAccount, type InvoiceFacts, isWithSupport } from './invoice-details.ts';

/** Where an invoice is paid to by bank transfer. */
export interface BankDetails {
  account: BankAccount;
  /** What the payer writes, so that the money finds its invoice. */
  reference: string;
  /** True for the seller's own account: support matches what arrives there. */
  isSellers: boolean;
}

/** Currencies in which Stripe opens an account for the company; until it has, the invoice's page there shows it. */
const withOwnAccount = ['EUR', 'GBP'];

/** The account to pay an open invoice into; null when there is none to show. */
export function findBankDetails(
  { invoice, account, open }: Pick<InvoiceFacts, 'invoice' | 'account' | 'open'>,
  sellerAccounts: Readonly<Record<string, SellerAccount>>,
): BankDetails | null {
  if (invoice.status !== 'open' || isWithSupport({ open })) return null;
  const reference = invoice.number ?? '';
  if (account) return { account, reference, isSellers: false };
  const own = sellerAccounts[invoice.currency];
  if (withOwnAccount.includes(invoice.currency) || !own) return null;
  return { account: { ...own, account_number: null, sort_code: null }, reference, isSellers: true };
}

/** 'DE89370400440532013000' → 'DE89 3704 0044 0532 0130 00', as people read it. */
export function spaceIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1 ');
}

/** The largest QR code EPC069-12 allows. */
export const largestEpcVersion = 13;

/**
 * The text of a SEPA payment code (EPC069-12, version 002, UTF-8) for banking apps to scan; null for what SEPA does not carry.
 * @param amountMinor what is to be paid, in cents: 0.01 to 999,999,999.99 euros
 */
export function writeEpcText(
  { account, reference }: BankDetails,
  amountMinor: number,
  currency: string,
): string | null {
  if (currency !== 'EUR' || !account.iban || amountMinor < 1 || amountMinor > 99_999_999_999) return null;
  const amount = `EUR${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`;
  const holder = account.holder.slice(0, 70);
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    account.bic ?? '',
    holder,
    account.iban,
    amount,
    '',
    '',
    reference.slice(0, 140),
  ].join('\n');
}
