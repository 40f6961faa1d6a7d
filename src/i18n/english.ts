import type { Area } from './areas.ts';
import type account from './en/account.json';
import type card from './en/card.json';
import type claims from './en/claims.json';
import type common from './en/common.json';
import type errors from './en/errors.json';
import type exports from './en/exports.json';
import type faq from './en/faq.json';
import type imports from './en/imports.json';
import type invoices from './en/invoices.json';
import type join from './en/join.json';
import type landing from './en/landing.json';
import type legal from './en/legal.json';
import type mails from './en/mails.json';
import type membership from './en/membership.json';
import type migration from './en/migration.json';
import type papers from './en/papers.json';
import type people from './en/people.json';
import type points from './en/points.json';
import type products from './en/products.json';
import type renewal from './en/renewal.json';
import type scan from './en/scan.json';
import type series from './en/series.json';
import type support from './en/support.json';
import type tiers from './en/tiers.json';

/** The English files are the source of the keys; only their types are used here. */
interface EnglishMessages extends Record<Area, object> {
  account: typeof account;
  card: typeof card;
  claims: typeof claims;
  common: typeof common;
  errors: typeof errors;
  faq: typeof faq;
  invoices: typeof invoices;
  papers: typeof papers;
  join: typeof join;
  landing: typeof landing;
  legal: typeof legal;
  mails: typeof mails;
  membership: typeof membership;
  migration: typeof migration;
  people: typeof people;
  points: typeof points;
  products: typeof products;
  imports: typeof imports;
  series: typeof series;
  renewal: typeof renewal;
  scan: typeof scan;
  exports: typeof exports;
  support: typeof support;
  tiers: typeof tiers;
}

type WithoutPlural<Key extends string> = Key extends `${infer Base}_${Intl.LDMLPluralRule}` ? Base : Key;

/** Every full key `<area>.<key>`; of plural messages the name without its suffix. */
export type MessageKey = {
  [Name in Area]: `${Name}.${WithoutPlural<keyof EnglishMessages[Name] & string>}`;
}[Area];
