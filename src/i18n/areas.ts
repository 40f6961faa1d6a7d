/** Every area of messages: one file `<locale>/<area>.json` and one `notes/<area>.json` each. A new area is one line here and one in `english.ts`. */
export const areas = [
  'common',
  'errors',
  'landing',
  'faq',
  'legal',
  'account',
  'people',
  'products',
  'imports',
  'series',
  'scan',
  'exports',
  'points',
  'migration',
  'claims',
  'tiers',
  'join',
  'membership',
  'renewal',
  'card',
  'invoices',
  'papers',
  'support',
  'mails',
] as const;

export type Area = (typeof areas)[number];
