import { describe, expect, it } from 'vitest';
import { buildTimeline, locateDay } from '../../../src/components/membership/timeline.ts';

const settings = { term_months: 12, days_until_due: 30, renewal_notice_days: [60, 30, 7] };
const invoice = { status: 'open', issued_on: '2026-11-22', due_on: '2026-12-22', paid_on: null } as const;

function build(changes: Partial<Parameters<typeof buildTimeline>[0]> = {}) {
  const membership = { starts_on: '2026-11-22', ends_on: '2027-11-22', renews: true };
  return buildTimeline({ membership, invoice, settings, today: '2027-01-01', ...changes });
}
const list = (timeline: ReturnType<typeof build>) => timeline.events.map(({ kind, day }) => `${day} ${kind}`);

describe('the year of a membership', () => {
  it('holds start, invoice, due date, three notices and the renewal in the order of their days', () => {
    expect(list(build())).toEqual([
      '2026-11-22 start',
      '2026-11-22 invoice',
      '2026-12-22 due',
      '2027-09-23 notice',
      '2027-10-23 notice',
      '2027-11-15 notice',
      '2027-11-22 renewal',
    ]);
  });

  it('ends instead of renewing where that was chosen', () => {
    const membership = { starts_on: '2026-11-22', ends_on: '2027-11-22', renews: false };
    expect(build({ membership }).events.at(-1)).toMatchObject({ kind: 'end', day: '2027-11-21' });
  });

  it('reckons the due date until the invoice is there, and says so', () => {
    const due = build({ invoice: null }).events.find(({ kind }) => kind === 'due');
    expect(due).toMatchObject({ day: '2026-12-22', isEstimate: true });
  });

  it('has no due date to wait for once the invoice was paid before it', () => {
    const paid = { ...invoice, status: 'paid', paid_on: '2026-11-25' } as const;
    expect(list(build({ invoice: paid })).slice(0, 4)).toEqual([
      '2026-11-22 start',
      '2026-11-22 invoice',
      '2026-11-25 paid',
      '2027-09-23 notice',
    ]);
  });

  it('keeps the due date of an invoice that was paid late', () => {
    const paid = { ...invoice, status: 'paid', paid_on: '2026-12-30' } as const;
    expect(list(build({ invoice: paid }))).toContain('2026-12-22 due');
  });

  it('shows the current term of a membership that was renewed, without the invoice of the term before', () => {
    const membership = { starts_on: '2025-11-22', ends_on: '2027-11-22', renews: true };
    const old = { ...invoice, issued_on: '2025-11-22', due_on: '2025-12-22' };
    expect(list(build({ membership, invoice: old })).slice(0, 2)).toEqual(['2026-11-22 start', '2026-12-22 due']);
  });

  it('shows the days on which an unpaid membership changes its state', () => {
    const unpaid = {
      invoice_id: 'i-1',
      number: 'A-1',
      total_minor: 9900,
      currency: 'EUR',
      due_on: '2026-12-22',
      grace_on: '2027-01-05',
      suspended_on: '2027-01-21',
      ends_on: '2027-02-20',
      hosted_url: null,
      next_attempt_at: null,
      charge: null,
      charge_on: null,
      waiting_minor: 0,
    };
    expect(list(build({ unpaid })).slice(2, 7)).toEqual([
      '2026-12-22 due',
      '2026-12-23 past_due',
      '2027-01-05 grace',
      '2027-01-21 suspended',
      '2027-02-20 unpaid_end',
    ]);
  });

  it('takes the days of the notices from the settings', () => {
    const notices = list(build({ settings: { ...settings, renewal_notice_days: [14] } })).filter((day) =>
      day.endsWith('notice'),
    );
    expect(notices).toEqual(['2027-11-08 notice']);
  });

  it('knows what is past and what comes next', () => {
    const states = build({ today: '2026-11-30' }).events.map(({ state }) => state);
    expect(states).toEqual(['past', 'past', 'next', 'ahead', 'ahead', 'ahead', 'ahead']);
  });

  it('marks no today after the term', () => {
    expect(build({ today: '2028-01-01' })).toMatchObject({ today: null, elapsed: 1 });
  });

  it('has a line for every month that begins in it', () => {
    const { months } = build();
    expect([months.length, months[0]?.day, months.at(-1)?.day]).toEqual([12, '2026-12-01', '2027-11-01']);
  });
});

describe('a day on the line', () => {
  it.each([
    ['2027-01-01', 0],
    ['2027-01-06', 0.5],
    ['2027-01-11', 1],
    ['2026-01-01', 0],
    ['2029-01-01', 1],
  ])('%s lies at %d', (day, expected) => {
    expect(locateDay(day, '2027-01-01', '2027-01-11')).toBe(expected);
  });
});
