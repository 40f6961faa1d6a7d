import type { MissingPart } from '../../../supabase/functions/_shared/contracts/missing-parts.ts';
import type { ProductEdit } from './bulk-api.ts';
import type { ProductRow } from './product-row.ts';

/** What many products are given at once; a field that is not named stays as it is. */
export type ProductChanges = Omit<ProductEdit, 'id' | 'unchanged_since'>;

/** The edits that give rows the changes; with `onlyMissing` each row takes only what it lacks. Rows that take nothing are left out. */
export function makeEdits(rows: readonly ProductRow[], changes: ProductChanges, onlyMissing: boolean): ProductEdit[] {
  return rows.flatMap((row) => {
    const taken = onlyMissing ? takeMissing(row, changes) : changes;
    return Object.keys(taken).length > 0 ? [{ id: row.id, ...taken }] : [];
  });
}

function takeMissing(row: ProductRow, changes: ProductChanges): ProductChanges {
  const { dealer_name, dealer_is_estimate, purchased_on, purchased_on_is_estimate, purchase_country } = changes;
  return {
    ...(dealer_name !== undefined && row.dealer_name === null && { dealer_name, dealer_is_estimate }),
    ...(purchased_on !== undefined && row.purchased_on === null && { purchased_on, purchased_on_is_estimate }),
    ...(purchase_country !== undefined && row.purchase_country === null && { purchase_country }),
  };
}

/** The row as the database will most likely answer (R1, R2), shown until it does. */
export function applyEdit(row: ProductRow, { id, unchanged_since, ...changes }: ProductEdit): ProductRow {
  const next = { ...row, ...changes } as ProductRow;
  const given: Record<MissingPart, unknown> = {
    serial_number: next.serial_number,
    purchase_date: next.purchased_on,
    purchase_country: next.purchase_country,
    dealer: next.dealer_name,
  };
  next.missing = (Object.keys(given) as MissingPart[]).filter((part) => given[part] === null);
  next.is_complete = next.missing.length === 0 && row.claim === 'held' && row.state === 'in_use';
  const counts = row.state === 'in_use' && (row.claim === 'held' || row.claim === 'none');
  next.points = next.is_complete ? row.worth : 0;
  next.pending_points = !next.is_complete && counts ? row.worth : 0;
  return next;
}
