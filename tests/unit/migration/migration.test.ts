import { describe, expect, it } from 'vitest';
import { chooseStep } from '../../../src/components/migration/choose-step.ts';
import { parseCode } from '../../../src/components/migration/code-form.ts';
import { maskAddress } from '../../../src/components/migration/mask-address.ts';
import { isNumber } from '../../../src/components/migration/old-number.ts';
import type { PreviewRow } from '../../../src/components/migration/preview-row.ts';
import { sumPreview } from '../../../src/components/migration/preview-totals.ts';

describe('the step of a company', () => {
  it.each([
    ['code_needed', 'proof'],
    ['ready', 'preview'],
    ['done', 'moved'],
    ['no_legacy_email', 'no_address'],
    ['hidden', 'unknown'],
  ] as const)('for the state %s is %s', (migration_state, step) => {
    expect(chooseStep({ role: 'owner', migration_state })).toBe(step);
  });

  it('is the same for a product keeper, and none for others', () => {
    expect(chooseStep({ role: 'products', migration_state: 'ready' })).toBe('preview');
    expect(chooseStep({ role: 'billing', migration_state: 'ready' })).toBe('role');
    expect(chooseStep({ role: 'viewer', migration_state: 'code_needed' })).toBe('role');
  });
});

describe('a code', () => {
  it('is taken with spaces and dashes, as people paste it', () => {
    expect(parseCode(' 123 456')).toBe('123456');
    expect(parseCode('123-456')).toBe('123456');
  });

  it('is refused with fewer or more digits', () => {
    expect(parseCode('12345')).toBeNull();
    expect(parseCode('1234567')).toBeNull();
    expect(parseCode('')).toBeNull();
  });
});

describe('an old number', () => {
  it.each(['V-100', 'cps fi 12', 'Ä1Ö'])('can be %s', (number) => {
    expect(isNumber(number)).toBe(true);
  });

  it.each(['', '- -', 'V1', '  1 '])('cannot be "%s"', (number) => {
    expect(isNumber(number)).toBe(false);
  });
});

describe('the old address on screen', () => {
  it('shows its first letter and its domain only', () => {
    expect(maskAddress('aino.kontio@example.com')).toBe('a•••@example.com');
  });
});

describe('the totals of a preview', () => {
  const row = (changes: Partial<PreviewRow>): PreviewRow => ({
    legacy_product_id: 'x',
    former_number: 'FI-1001',
    model_code: 'VK-R5',
    model_name: 'Valokeila R5',
    serial_number: null,
    fate: 'complete',
    missing: [],
    points: 0,
    ...changes,
  });

  it('count what moves, its points and the former number once', () => {
    const rows = [
      row({ points: 400 }),
      row({ points: 250 }),
      row({ fate: 'duplicate' }),
      row({ fate: 'twice' }),
      row({ fate: 'incomplete' }),
    ];
    expect(sumPreview(rows)).toEqual({
      moving: 3,
      points: 650,
      byFate: [
        { fate: 'complete', count: 2 },
        { fate: 'incomplete', count: 1 },
        { fate: 'duplicate', count: 1 },
        { fate: 'twice', count: 1 },
      ],
      formerNumbers: ['FI-1001'],
    });
  });

  it('are empty for an account without products', () => {
    expect(sumPreview([])).toEqual({ moving: 0, points: 0, byFate: [], formerNumbers: [] });
  });
});
