import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFit, orderCodes } from '../../../src/components/scan/serial-codes.ts';
import { checkProperty } from '../../support/check-property.ts';

const body = { serial_pattern: '^\\d{12}$', serial_example: '043021004711' };
const cine = { serial_example: 'C80012345' };

describe('codes of a label', () => {
  it('come with the model’s serial first', () => {
    expect(orderCodes(['6417182041488', 'VK-X1', '043021004712'], makeFit(body)).map(({ code }) => code)).toEqual([
      '043021004712',
      '6417182041488',
      'VK-X1',
    ]);
  });

  it.each([
    ['SN:043021004712', '043021004712'],
    ['S/N 043021004712', '043021004712'],
    ['https://valokeila.example/r?m=VK-X1&sn=043021004712', '043021004712'],
    ['(01)06417182041488(21)043021004712', '043021004712'],
    [`0106417182041488\u001D21043021004712\u001D10A`, '043021004712'],
    ['VK-X1;043021004712;2024', '043021004712'],
  ])('offer the serial within %s', (raw, serial) => {
    expect(orderCodes([raw], makeFit(body))[0]).toEqual({ code: serial, fits: true });
  });

  it('fit by the shape of the example where no pattern is known', () => {
    expect(makeFit(cine)('c8 001-2346')).toBe(true);
    expect(makeFit(cine)('800123466')).toBe(false);
    expect(makeFit(null)('043021004711')).toBe(false);
    expect(makeFit({ serial_pattern: '(?<', serial_example: '1' })('2')).toBe(true);
  });

  it('are all offered somehow, each once', () => {
    checkProperty(
      'codes',
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 40 })), (read) => {
        const codes = orderCodes(read, makeFit(body)).map(({ code }) => code);
        expect(new Set(codes).size).toBe(codes.length);
        for (const raw of read.map((one) => one.trim()).filter(Boolean)) {
          expect(codes.some((code) => raw.includes(code))).toBe(true);
        }
      }),
    );
  });
});
