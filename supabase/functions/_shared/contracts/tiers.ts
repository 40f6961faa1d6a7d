import type { Currency } from './countries.ts';

/** A tier as it is shipped. `public.tiers` and its prices hold the same rows; a database test compares the two. */
export interface ShippedTier {
  code: TierCode;
  kind: 'individual' | 'business';
  /** Smallest balance with which the tier is offered (R6). */
  minimumPoints: number;
  /** Price of one year in the smallest unit of each currency (R10). */
  pricesMinor: Record<Currency, number>;
}

export const tierCodes = ['silver', 'gold', 'platinum', 'business'] as const;
export type TierCode = (typeof tierCodes)[number];

/** Balance at which an account is invited to join (R4). */
export const invitationPoints = 500;

export const shippedTiers: readonly ShippedTier[] = [
  {
    code: 'silver',
    kind: 'individual',
    minimumPoints: 500,
    pricesMinor: {
      EUR: 9900,
      GBP: 8900,
      SEK: 109000,
      DKK: 74900,
      NOK: 115000,
      CHF: 9900,
      PLN: 42900,
      CZK: 249000,
      HUF: 3990000,
    },
  },
  {
    code: 'gold',
    kind: 'individual',
    minimumPoints: 1000,
    pricesMinor: {
      EUR: 19900,
      GBP: 17900,
      SEK: 219000,
      DKK: 149000,
      NOK: 229000,
      CHF: 19900,
      PLN: 85900,
      CZK: 499000,
      HUF: 7990000,
    },
  },
  {
    code: 'platinum',
    kind: 'individual',
    minimumPoints: 2000,
    pricesMinor: {
      EUR: 34900,
      GBP: 31900,
      SEK: 389000,
      DKK: 259000,
      NOK: 399000,
      CHF: 34900,
      PLN: 149000,
      CZK: 869000,
      HUF: 13990000,
    },
  },
  {
    code: 'business',
    kind: 'business',
    minimumPoints: 2501,
    pricesMinor: {
      EUR: 69000,
      GBP: 62900,
      SEK: 769000,
      DKK: 515000,
      NOK: 789000,
      CHF: 69000,
      PLN: 297000,
      CZK: 1719000,
      HUF: 27590000,
    },
  },
];
