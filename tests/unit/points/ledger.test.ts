import { describe, expect, it } from 'vitest';
import { appendEntries, explainEntries, type LedgerEntry, writeSigned } from '../../../src/components/points/ledger.ts';

function createEntry(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: 'entry',
    entry_number: 1,
    kind: 'award',
    points: 400,
    balance_after: 400,
    reason: null,
    created_at: '2026-11-22T10:00:00Z',
    product_id: 'camera',
    model: { name: 'R5' },
    product: { serial_number: '1', removed_at: null, claim: 'held' },
    ...changes,
  };
}
const removed = { serial_number: '1', removed_at: '2026-11-22T11:00:00Z', claim: 'none' };

describe('why points changed', () => {
  it('is completeness for an award and support for an adjustment', () => {
    const adjustment = createEntry({ kind: 'adjustment', product_id: null, product: null });
    expect(explainEntries([adjustment, createEntry()])).toEqual(['adjustment', 'award']);
  });

  it('is the removal only for the newest entry of a removed product', () => {
    const reversal = createEntry({ kind: 'reversal', points: -400, product: removed });
    const award = createEntry({ product: removed });
    expect(explainEntries([reversal, award, reversal, award])).toEqual(['removed', 'award', 'changed', 'award']);
  });

  it('is the lost claim where support decided for another company', () => {
    const product = { serial_number: '1', removed_at: null, claim: 'lost' };
    expect(explainEntries([createEntry({ kind: 'reversal', points: -400, product })])).toEqual(['lost']);
  });

  it('is that the model no longer counts for an award of nothing', () => {
    expect(explainEntries([createEntry({ points: 0 })])).toEqual(['not_counted']);
  });

  it('is a change of the data for a product that is still there', () => {
    expect(explainEntries([createEntry({ kind: 'reversal', points: -400 })])).toEqual(['changed']);
  });

  it('of one product says nothing about another', () => {
    const other = createEntry({ product_id: 'lens' });
    const reversal = createEntry({ kind: 'reversal', points: -400, product: removed });
    expect(explainEntries([other, reversal])).toEqual(['award', 'removed']);
  });
});

describe('pages of the ledger', () => {
  it('follow each other without repeating an entry', () => {
    const [one, two, three] = [3, 2, 1].map((entry_number) => createEntry({ id: String(entry_number), entry_number }));
    if (!one || !two || !three) throw new Error('three entries');
    expect(appendEntries([one, two], [two, three])).toEqual([one, two, three]);
  });
});

describe('signed points', () => {
  it('carry a plus or a real minus', () => {
    expect([writeSigned(700, '700'), writeSigned(-1200, '1 200')]).toEqual(['+700', '−1 200']);
  });

  it('of nothing carry none', () => {
    expect(writeSigned(0, '0')).toBe('0');
  });
});
