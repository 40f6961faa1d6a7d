import { type Actor, register, removeFrom } from './products.ts';
import { type Details, find, type Outcome, type Programme } from './state.ts';

/** What the buyer gets: the id the database chose, his company, and the purchase as he gives it. */
interface Receipt {
  id: string;
  companyId: string;
  purchase: Omit<Details, 'serial'>;
}

/** A product leaves one company with its serial and becomes another's: what it earned is taken back and earned there. */
export function transfer(programme: Programme, actor: Actor, id: string, receipt: Receipt): Outcome {
  const product = find(programme.products, id);
  if (actor.companyId !== product.companyId) return 'product_not_found';
  if (!actor.mayWrite) return 'not_allowed';
  if (product.isRemoved) return 'product_removed';
  const isWanted = programme.products.some(
    ({ claim, modelId, comparedSerial }) =>
      claim === 'disputed' && modelId === product.modelId && comparedSerial === product.comparedSerial,
  );
  if (isWanted) return 'product_disputed';
  if (product.claim !== 'held') return 'serial_not_held';
  removeFrom(programme, product);
  const { companyId, purchase } = receipt;
  return register(
    programme,
    { companyId, mayWrite: true },
    {
      id: receipt.id,
      companyId,
      modelId: product.modelId,
      details: { ...purchase, serial: product.serial },
      isTakenOver: true,
    },
  );
}
