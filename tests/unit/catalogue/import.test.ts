import { describe, expect, it } from 'vitest';
import { readCatalogueFile } from '../../../local/catalogue/read-file.ts';
import { formatReport, hasRefusal, type ReportLine } from '../../../local/catalogue/report.ts';

describe('a CSV of the catalogue', () => {
  it('is read by the names of its columns, with the line each row stands on', () => {
    expect(readCatalogueFile('Code,Points\nVK-1,100\n\nVK-2,\n')).toEqual([
      { line: 2, code: 'VK-1', points: '100' },
      { line: 4, code: 'VK-2', points: '' },
    ]);
  });

  it.each([
    ['semicolons', 'code;name\nVK-1;"X; Y"\n'],
    ['tabs', 'code\tname\nVK-1\tX; Y\n'],
    ['a byte order mark and line ends of Windows', '\uFEFFcode,name\r\nVK-1,X; Y\r\n'],
  ])('may have %s', (_name, text) => {
    expect(readCatalogueFile(text)).toEqual([{ line: 2, code: 'VK-1', name: 'X; Y' }]);
  });

  it('keeps the numbers of lines after a cell of several', () => {
    expect(readCatalogueFile('code,name\nVK-1,"X\nY"\nVK-2,Z').map(({ line }) => line)).toEqual([2, 4]);
  });

  it('loses no cell that belongs to no column', () => {
    expect(readCatalogueFile('code\nVK-1,lost')).toEqual([{ line: 2, code: 'VK-1', 'column 2': 'lost' }]);
  });

  it('with a quote that never ends is refused with its line', () => {
    expect(() => readCatalogueFile('code,name\nVK-1,X\nVK-2,"Y\n')).toThrow('Line 3 of the file is no CSV');
  });
});

describe('the report', () => {
  const line = (outcome: ReportLine['outcome'], changes: Partial<ReportLine> = {}): ReportLine => ({
    line: 2,
    code: 'VK-1',
    outcome,
    detail: null,
    ...changes,
  });

  it('shows the differences, counts the rest and says what was done', () => {
    const report = [
      line('unchanged'),
      line('refused', { line: 9, detail: 'points is "x"' }),
      line('retired', { line: null }),
      line('added'),
    ];
    expect(formatReport(report, false).split('\n')).toEqual([
      'added    line 2: VK-1',
      'retired  VK-1',
      'refused  line 9: VK-1 (points is "x")',
      '1 added, 0 changed, 1 retired, 1 refused, 1 unchanged',
      'Nothing was written: correct the refused lines and try again.',
    ]);
    expect(hasRefusal(report)).toBe(true);
  });

  it.each([
    ['Dry run: nothing was written.', [line('added')], true],
    ['Written.', [line('changed'), line('unchanged')], false],
    ['There was nothing to change.', [line('unchanged')], false],
  ] as const)('ends with "%s"', (end, report, isDryRun) => {
    expect(formatReport(report, isDryRun).split('\n').at(-1)).toBe(end);
    expect(hasRefusal(report)).toBe(false);
  });
});
