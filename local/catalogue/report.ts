/** What became of a line; `line` is null for a model that no line names. */
export interface ReportLine {
  line: number | null;
  code: string | null;
  outcome: 'added' | 'changed' | 'retired' | 'unchanged' | 'refused';
  detail: string | null;
}

/** True when a line was refused; then nothing was written. */
export function hasRefusal(report: readonly ReportLine[]): boolean {
  return report.some(({ outcome }) => outcome === 'refused');
}

/** The differences, one a line, refused ones last where they are seen, and what was done about them. Unchanged lines are only counted. */
export function formatReport(report: readonly ReportLine[], isDryRun: boolean): string {
  const outcomes = ['added', 'changed', 'retired', 'refused'] as const;
  const lines = outcomes.flatMap((outcome) => report.filter((line) => line.outcome === outcome).map(describeLine));
  const counts = [...outcomes, 'unchanged' as const]
    .map((outcome) => `${report.filter((line) => line.outcome === outcome).length} ${outcome}`)
    .join(', ');
  return [...lines, counts, describeEnd(report, isDryRun)].join('\n');
}

function describeLine({ line, code, outcome, detail }: ReportLine): string {
  const place = line === null ? '' : `line ${line}: `;
  return `${outcome.padEnd(8)} ${place}${code ?? 'no code'}${detail ? ` (${detail})` : ''}`;
}

function describeEnd(report: readonly ReportLine[], isDryRun: boolean): string {
  if (hasRefusal(report)) return 'Nothing was written: correct the refused lines and try again.';
  if (isDryRun) return 'Dry run: nothing was written.';
  return report.every(({ outcome }) => outcome === 'unchanged') ? 'There was nothing to change.' : 'Written.';
}
