import { describe, expect, it } from 'vitest';
import { nameNoun } from '../../../src/components/points/gap.ts';

describe('what a model is called in "one more, and the tier is Gold"', () => {
  it('is the kind of a lens', () => {
    expect(nameNoun({ category: 'lens', kind: 'telephoto_lens' })).toBe('telephoto_lens');
  });

  it('is the category where there is no kind', () => {
    expect(nameNoun({ category: 'body', kind: null })).toBe('body');
  });
});
