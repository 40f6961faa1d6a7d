import { settlePoints } from './ledger.ts';
import { compareForm, readSerial } from './serials.ts';
import { type CatalogueModel, type Details, find, type Outcome, type Product, type Programme } from './state.ts';

/** Who acts: the owner or a mere viewer of a company. */
export interface Actor {
  companyId: string;
  mayWrite: boolean;
}

/** A member registers a product under an id of the form's making (S2, R5), or takes one over, whose model may be out of the catalogue. */
export function register(
  programme: Programme,
  actor: Actor,
  input: { id: string; companyId: string; modelId: string; details: Details; isTakenOver?: boolean },
): Outcome {
  if (!actor.mayWrite || actor.companyId !== input.companyId) return '42501';
  const product: Product = {
    ...input.details,
    id: input.id,
    companyId: input.companyId,
    modelId: input.modelId,
    comparedSerial: null,
    claim: 'none',
    isRemoved: false,
    registeredAt: programme.commands,
    frozenValues: new Map(),
    standingAward: null,
  };
  const refusal = prepare(programme, product, null, input.isTakenOver);
  if (refusal) return refusal;
  if (programme.products.some(({ id }) => id === input.id)) return '23505';
  programme.products.push(product);
  settlePoints(programme, product);
  return 'done';
}

/** A member changes a product; what is not his is not there. */
export function edit(
  programme: Programme,
  actor: Actor,
  id: string,
  change: Partial<Details> & { modelId?: string },
): Outcome {
  const product = find(programme.products, id);
  if (!actor.mayWrite || actor.companyId !== product.companyId) return 'no row';
  if (product.isRemoved) return 'product_removed';
  const changed = { ...product, ...change };
  const refusal = prepare(programme, changed, product);
  if (refusal) return refusal;
  replace(programme, product, changed);
  return 'done';
}

/** A member removes a product; a second time changes nothing. */
export function remove(programme: Programme, actor: Actor, id: string): Outcome {
  const product = find(programme.products, id);
  if (actor.companyId !== product.companyId) return 'product_not_found';
  if (!actor.mayWrite) return 'not_allowed';
  if (!product.isRemoved) removeFrom(programme, product);
  return 'done';
}

/** Hides a product and gives its serial free. */
export function removeFrom(programme: Programme, product: Product): void {
  replace(programme, product, { ...product, isRemoved: true, claim: 'none' });
}

/** Checks a product before it is written and settles whose its serial is; answers the refusal. */
function prepare(programme: Programme, product: Product, before: Product | null, isTakenOver = false): Outcome | null {
  if (product.purchasedOn !== null && product.purchasedOn > '2027-12-31') return 'purchase_date_in_future';
  if (product.purchasedOn !== null && product.purchasedOn < '1950-01-01') return 'purchase_date_too_old';
  const model = programme.models.find(({ id }) => id === product.modelId);
  if (!model) return 'model_not_found';
  const isNewModel = before?.modelId !== product.modelId;
  if (isNewModel && !model.isRegistrable && !isTakenOver && !arrives(programme, product))
    return 'model_not_registrable';
  if (isNewModel || before?.serial !== product.serial) {
    const refusal = takeSerial(product, model);
    if (refusal) return refusal;
  }
  if (product.comparedSerial === null) product.claim = 'none';
  else if (isNewModel || before?.comparedSerial !== product.comparedSerial) return claimSerial(programme, product);
  return null;
}

function takeSerial(product: Product, model: CatalogueModel): Outcome | null {
  product.serial = product.serial?.replace(/^ +| +$/g, '') || null;
  product.comparedSerial = product.serial === null ? null : compareForm(product.serial, model.stripsLeadingZeros);
  return product.serial !== null && readSerial(product.serial, model) === null ? 'serial_format' : null;
}

function claimSerial(programme: Programme, product: Product): Outcome | null {
  const others = programme.products.filter(
    (other) =>
      other.id !== product.id && other.modelId === product.modelId && other.comparedSerial === product.comparedSerial,
  );
  if (others.some((other) => other.companyId === product.companyId && !other.isRemoved)) return 'serial_in_own_account';
  product.claim = others.some(({ claim }) => claim === 'held') ? 'disputed' : 'held';
  return null;
}

/** A model out of the catalogue may be registered while the old system still has one of it for the company. */
function arrives(programme: Programme, { companyId, modelId }: Product): boolean {
  const { hasMigrated, oldProducts } = find(programme.companies, companyId);
  return !hasMigrated && oldProducts.some((old) => old.modelId === modelId);
}

/** Writes a changed product; a serial it gave up goes to the oldest other claim on it (decision 2). */
function replace(programme: Programme, before: Product, after: Product): void {
  programme.products[programme.products.indexOf(before)] = after;
  const gaveUp =
    before.claim === 'held' &&
    (after.claim !== 'held' || after.modelId !== before.modelId || after.comparedSerial !== before.comparedSerial);
  settlePoints(programme, after);
  if (!gaveUp) return;
  const next = programme.products
    .filter(
      ({ claim, modelId, comparedSerial, id }) =>
        claim === 'disputed' &&
        modelId === before.modelId &&
        comparedSerial === before.comparedSerial &&
        id !== after.id,
    )
    .sort((one, other) => one.registeredAt - other.registeredAt)[0];
  if (!next) return;
  next.claim = 'held';
  settlePoints(programme, next);
}
