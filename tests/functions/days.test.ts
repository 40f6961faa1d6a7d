import { expect, test } from 'vitest';
import { hoursThatMatter, liveDays } from '../support/days/live-days.ts';
import { silence } from '../support/money-lab/silence.ts';

/** Days after joining on which a life of these tests has something happen. */
const eventfulDays = [
  0, 10, 30, 31, 33, 34, 35, 37, 40, 44, 50, 60, 75, 90, 100, 150, 200, 290, 300, 303, 305, 326, 335, 340, 358, 365,
  380, 395, 396, 400, 405, 409, 420, 425, 440, 444,
];

// Every day, with companies that join all the year round, is part of `npm run test:money`.
test('over 400 days every card is charged on its due date once, every notice sent on its day once, and no state skipped', {
  timeout: 1_200_000,
}, async () => {
  const problems = await silence(() =>
    liveDays({
      companies: 15,
      days: 445,
      hours: hoursThatMatter,
      spread: 3,
      onlyDays: eventfulDays,
    }),
  );
  expect(problems).toEqual([]);
});
