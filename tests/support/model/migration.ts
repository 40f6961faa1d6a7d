import { type Actor, register } from './products.ts';
import { readSerial } from './serials.ts';
import { type Company, type Details, find, type OldProduct, type Outcome, type Programme } from './state.ts';

/**
 * Moves everything the old system has for a company (S3): duplicates become the product that is there, the rest is registered in the
 * order of model, serial and id. In: which product each old one became, as the database chose the ids.
 */
export function migrate(programme: Programme, actor: Actor, companyId: string, became: Map<string, string>): Outcome {
  if (!actor.mayWrite || actor.companyId !== companyId) return 'not_allowed';
  const company = find(programme.companies, companyId);
  if (company.hasMigrated || company.oldProducts.length === 0) return 'migration_nothing_to_move';
  const arrivals = company.oldProducts.map((old) => readArrival(programme, old));
  const isDuplicate = ({ old, form }: Arrival) =>
    form !== null &&
    (findOwn(programme, company, old.modelId, form) !== undefined ||
      arrivals.some((first) => first.old.modelId === old.modelId && first.form === form && first.old.id < old.id));
  const [duplicates, fresh] = [arrivals.filter(isDuplicate), arrivals.filter((arrival) => !isDuplicate(arrival))];
  for (const { old, details } of fresh.sort((one, other) => compare(key(one), key(other)))) {
    const id = became.get(old.id);
    if (!id) throw new Error(`The old product ${old.id} became nothing.`);
    const outcome = register(programme, actor, { id, companyId, modelId: old.modelId, details });
    if (outcome !== 'done') throw new Error(`An arriving product was refused: ${outcome}`);
    old.productId = id;
  }
  for (const { old, form } of duplicates) old.productId = findOwn(programme, company, old.modelId, form) ?? null;
  company.hasMigrated = true;
  return 'done';
}

interface Arrival {
  old: OldProduct;
  details: Details;
  /** The serial as compared; null when it is none of its model. */
  form: string | null;
}

/** What cannot be right is left out and asked for later. */
function readArrival(programme: Programme, old: OldProduct): Arrival {
  const { modelId, serial, purchasedOn, country, dealer } = old;
  const form = serial === null ? null : readSerial(serial, find(programme.models, modelId));
  const isPossible = purchasedOn !== null && purchasedOn >= '1950-01-01';
  const details = { serial: form && serial, purchasedOn: isPossible ? purchasedOn : null, country, dealer };
  return { old, details, form };
}

function findOwn({ products }: Programme, company: Company, modelId: string, form: string | null): string | undefined {
  return products.find(
    (own) => own.companyId === company.id && own.modelId === modelId && own.comparedSerial === form && !own.isRemoved,
  )?.id;
}

/** Products without a serial come last within their model. */
function key({ old, details }: Arrival): string[] {
  return [old.modelId, details.serial ?? '\uffff', old.id];
}

function compare(one: string[], other: string[]): number {
  const place = one.findIndex((part, index) => part !== other[index]);
  return place < 0 ? 0 : (one[place] ?? '') < (other[place] ?? '') ? -1 : 1;
}
