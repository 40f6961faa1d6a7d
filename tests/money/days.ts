import { parseArgs } from 'node:util';
import { hoursThatMatter, liveDays } from '../support/days/live-days.ts';
import { silence } from '../support/money-lab/silence.ts';

/**
 * Part of `npm run test:money`: companies of all countries join spread over a year and live through 400 days and more each, with the portal's own jobs by a
 * clock that is moved. Every card must be charged on its due date once, every notice sent on its day once, no state skipped. Parameters: `--companies 300`,
 * `--days 445`, `--hourly` for every hour of every day.
 * @returns the exit code
 */
export async function run(parameters: string[] = []): Promise<number> {
  const { values } = parseArgs({
    args: parameters,
    options: {
      companies: { type: 'string', default: '300' },
      days: { type: 'string', default: '445' },
      hourly: { type: 'boolean', default: false },
    },
    strict: false,
  });
  const companies = Number(values.companies);
  const days = Number(values.days);
  const hours = values.hourly ? Array.from({ length: 24 }, (_, hour) => hour) : hoursThatMatter;
  const begun = Date.now();
  const problems = await silence(() => liveDays({ companies, days, hours, report: console.log }));
  for (const problem of problems) console.log(`✗ ${problem}`);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`${companies} companies, ${days} days each, in ${seconds} s: ${problems.length} broken promises`);
  return problems.length === 0 ? 0 : 1;
}
