import {
  type Company,
  type Entry,
  find,
  invitationPoints,
  isComplete,
  type Product,
  type Programme,
  sumEntries,
} from './state.ts';

/** Adds an entry; the first crossing of the threshold invites (R3, R4). */
export function book(company: Company, entry: Omit<Entry, 'balanceAfter'>): void {
  const balanceAfter = sumEntries(company) + entry.points;
  company.ledger.push({ ...entry, balanceAfter });
  if (entry.points > 0 && balanceAfter >= invitationPoints) company.invitedAt ??= balanceAfter;
}

/** Books what a product gained or lost by being written (R2). */
export function settlePoints(programme: Programme, product: Product): void {
  const company = find(programme.companies, product.companyId);
  const award = product.standingAward;
  if (award && (!isComplete(product) || award.modelId !== product.modelId)) {
    book(company, { kind: 'reversal', points: -award.points, productId: product.id });
    product.standingAward = null;
  }
  if (isComplete(product) && product.standingAward === null) {
    const points = product.frozenValues.get(product.modelId) ?? find(programme.models, product.modelId).points;
    product.frozenValues.set(product.modelId, points);
    product.standingAward = { modelId: product.modelId, points };
    book(company, { kind: 'award', points, productId: product.id });
  }
}

/** Staff adds or takes points; the same source a second time is refused. */
export function adjust(programme: Programme, companyId: string, points: number, source: string): string {
  if (programme.sources.has(source)) return '23505';
  programme.sources.add(source);
  book(find(programme.companies, companyId), { kind: 'adjustment', points, productId: null });
  return 'done';
}
