/** What the TAP lines of one file amount to. */
export interface TapResult {
  passed: number;
  /** One text per failure, ready to print. */
  failures: string[];
}

/** Counts `ok` and `not ok` lines; a plan that does not fit the number of tests is a failure as well. */
export function readTap(lines: string[]): TapResult {
  const result: TapResult = { passed: 0, failures: [] };
  let planned: number | undefined;
  for (const line of lines.flatMap((text) => text.split('\n'))) {
    const plan = /^1\.\.(\d+)/.exec(line);
    if (plan) planned = Number(plan[1]);
    else if (line.startsWith('ok ')) result.passed += 1;
    else if (line.startsWith('not ok ')) result.failures.push(line);
    else if (line.startsWith('#') && result.failures.length > 0)
      result.failures.push(`${result.failures.pop()}\n    ${line}`);
  }
  const ran = result.passed + result.failures.length;
  if (planned === undefined)
    result.failures.push('the file has no plan: begin with select plan(n) or select * from no_plan()');
  else if (planned !== ran) result.failures.push(`the plan says ${planned} tests, ${ran} ran`);
  return result;
}
