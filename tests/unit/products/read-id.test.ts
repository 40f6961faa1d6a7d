import { afterEach, describe, expect, it, vi } from 'vitest';
import { readProductId } from '../../../src/components/products/read-id.ts';
import { proofPlace } from '../../../supabase/functions/claims/questions.ts';

/** The second one as a series or a file gives it: a hash, of no version. */
const ids = ['b2f5ff47-4366-4c13-a3b6-1c1b6f3e2b11', 'd41d8cd9-8f00-0204-0980-0998ecf8427e'];
const open = (search: string) => vi.stubGlobal('location', { search });

describe('the id of a product', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each(ids)('is read from the address: %s', (id) => {
    open(`?id=${id}`);
    expect(readProductId()).toBe(id);
  });

  it.each(ids)('is taken with a proof of purchase: %s', (productId) => {
    expect(proofPlace.parse({ productId })).toEqual({ productId });
  });

  it.each(['', '?id=', '?id=1', `?id=${ids[0]},${ids[1]}`])('is none of “%s”', (search) => {
    open(search);
    expect(() => readProductId()).toThrow('product_not_found');
  });
});
