import { describe, expect, it } from 'vitest';
import { applyEdit, makeEdits } from '../../../src/components/products/bulk-changes.ts';
import { describeBulk } from '../../../src/components/products/bulk-sentences.ts';
import { finnish, makeRow } from './product-factory.ts';

const incomplete = makeRow({
  id: 'b',
  dealer_name: null,
  missing: ['dealer'],
  is_complete: false,
  points: 0,
  pending_points: 400,
});
const changes = { dealer_name: 'Pohjolan Kamera', dealer_is_estimate: true };

describe('the edits of many products', () => {
  it('give each product what was filled in', () => {
    expect(makeEdits([makeRow({ id: 'a' }), incomplete], changes, false)).toEqual([
      { id: 'a', ...changes },
      { id: 'b', ...changes },
    ]);
  });

  it('touch only products that lack it when asked to', () => {
    expect(makeEdits([makeRow({ id: 'a' }), incomplete], { ...changes, purchase_country: 'SE' }, true)).toEqual([
      { id: 'b', ...changes },
    ]);
  });
});

describe('a product before the database has answered', () => {
  it('is complete with its points when nothing is missing any more', () => {
    const row = applyEdit(incomplete, { id: 'b', ...changes });
    expect(row).toMatchObject({ ...changes, is_complete: true, missing: [], points: 400, pending_points: 0 });
  });

  it('loses its points with its data', () => {
    const row = applyEdit(makeRow(), { id: 'a', dealer_name: null });
    expect(row).toMatchObject({ is_complete: false, missing: ['dealer'], points: 0, pending_points: 400 });
  });

  it('promises nothing while its serial is disputed', () => {
    const row = applyEdit({ ...incomplete, claim: 'disputed', pending_points: 0 }, { id: 'b', ...changes });
    expect(row).toMatchObject({ is_complete: false, points: 0, pending_points: 0 });
  });

  it('never carries the moment an undo compares with', () => {
    expect(applyEdit(incomplete, { id: 'b', unchanged_since: '2026-11-22' })).not.toHaveProperty('unchanged_since');
  });
});

describe('what is said about many products', () => {
  it('is how many and the balance', () => {
    const sentence = describeBulk({ kind: 'edited', count: 30, skipped: 0, balance: 1200 }, 'fi', finnish);
    expect(sentence.replace(/\u00a0/g, ' ')).toBe('30 tuotteen tiedot on tallennettu. Pisteitä on nyt 1 200.');
  });

  it('names those that were left alone, and no balance that is not known', () => {
    expect(describeBulk({ kind: 'undone', count: 1, skipped: 2, balance: null }, 'fi', finnish)).toBe(
      'Muutos on kumottu 1 tuotteesta. 2 tuotetta oli ehditty muokata sillä välin, joten ne jäivät ennalleen.',
    );
  });
});
