import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSerials } from '../../../src/components/series/split-serials.ts';
import { checkProperty } from '../../support/check-property.ts';

describe('pasted serials', () => {
  it('stand on a line each, whatever parted them, and may hold spaces', () => {
    expect(splitSerials('0520 3100 2290\r\n052031002291\n\n 052031002292 ;052031002293,1\t2\n')).toEqual([
      '0520 3100 2290',
      '052031002291',
      '052031002292',
      '052031002293',
      '1',
      '2',
    ]);
    expect(splitSerials(' \n ')).toEqual([]);
  });

  it('come out as they went in', () => {
    const serial = fc.stringMatching(/^[A-Z0-9]{3,12}$/);
    checkProperty(
      'serials',
      fc.property(fc.array(serial), fc.constantFrom('\n', '\r\n', '\t', ';', ', '), (serials, sign) => {
        expect(splitSerials(serials.join(sign))).toEqual(serials);
      }),
    );
  });
});
