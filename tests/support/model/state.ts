/** The programme as rules R1 to R5 describe it, in plain values: what the database must be like after the same commands. */

/** What a member types about a product; null where nothing is given. */
export interface Details {
  serial: string | null;
  purchasedOn: string | null;
  country: string | null;
  dealer: string | null;
}

export interface CatalogueModel {
  id: string;
  points: number;
  pattern: RegExp;
  stripsLeadingZeros: boolean;
  isRegistrable: boolean;
}

export type Claim = 'none' | 'held' | 'disputed';

export interface Product extends Details {
  id: string;
  companyId: string;
  modelId: string;
  /** The serial in the form it is compared in. */
  comparedSerial: string | null;
  claim: Claim;
  isRemoved: boolean;
  /** When it was registered, counted in commands: the oldest waiting claim moves up. */
  registeredAt: number;
  /** What the first award of each model was worth: a later one of the same model is worth the same (R2). */
  frozenValues: Map<string, number>;
  standingAward: { modelId: string; points: number } | null;
}

export interface Entry {
  kind: 'award' | 'reversal' | 'adjustment';
  points: number;
  productId: string | null;
  balanceAfter: number;
}

export interface OldProduct extends Details {
  id: string;
  modelId: string;
  productId: string | null;
}

export interface Company {
  id: string;
  ledger: Entry[];
  /** Balance at the first crossing of the threshold. */
  invitedAt: number | null;
  oldProducts: OldProduct[];
  hasMigrated: boolean;
}

export interface Programme {
  companies: Company[];
  models: CatalogueModel[];
  products: Product[];
  /** Sources of adjustments that were booked. */
  sources: Set<string>;
  commands: number;
  /** First eight digits of every id: other histories use the same inputs in the same database. */
  idPrefix: string;
}

export const invitationPoints = 500;

/** What a command comes to: done, no row reached (row-level security hides it), or the code of the refusal. */
export type Outcome = 'done' | 'no row' | (string & {});

/** The id of this history for a generated one; the order among generated ids stays. */
export function toId({ idPrefix }: Pick<Programme, 'idPrefix'>, generated: string): string {
  return idPrefix + generated.slice(8);
}

/** Finds what must be there; a model that misses it is wrong itself. */
export function find<T extends { id: string }>(things: T[], id: string): T {
  const found = things.find((thing) => thing.id === id);
  if (!found) throw new Error(`The model knows no ${id}.`);
  return found;
}

/** What a product lacks, in the order the database names it (R1). */
export function listMissing({ comparedSerial, purchasedOn, country, dealer }: Product): string[] {
  const parts: [string, unknown][] = [
    ['serial_number', comparedSerial],
    ['purchase_date', purchasedOn],
    ['purchase_country', country],
    ['dealer', dealer],
  ];
  return parts.filter(([, value]) => value === null).map(([name]) => name);
}

/** R1. */
export function isComplete(product: Product): boolean {
  return listMissing(product).length === 0 && product.claim === 'held' && !product.isRemoved;
}

/** R3. */
export function sumEntries({ ledger }: Company): number {
  return ledger.reduce((sum, { points }) => sum + points, 0);
}
