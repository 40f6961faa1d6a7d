import { expect, test } from 'vitest';
import { renderMail } from '../../../supabase/functions/_shared/mail/render-mail.ts';

const membership = {
  company_name: 'Kuvaamo Oy',
  contact_name: 'Aino Virta',
  number: 'CPS-FI0000018',
  membership_number: 'CPS-FI0000018',
  tier_code: 'gold',
  payment_method: 'card',
  currency: 'EUR',
};
const renewal = { ...membership, outcome: 'renews', next_tier_code: 'gold', amount_minor: 9900, days: 30 };
const ended = { ...membership, last_day: '2027-03-27' };

// A term that begins on 28 March ends with 27 March: at midnight the card is good no more.
test.each([
  ['membership_started', { ...membership, starts_on: '2026-03-28', ends_on: '2027-03-28' }, '28.3.2026 – 27.3.2027'],
  ['renewal_notice', { ...renewal, ends_on: '2027-03-28', next_ends_on: '2028-03-28' }, '28.3.2027 – 27.3.2028'],
  ['membership_renewed', { ...renewal, starts_on: '2027-03-28', ends_on: '2028-03-28' }, '28.3.2027 – 27.3.2028'],
  ['renewal_notice', { ...renewal, outcome: 'ends', ends_on: '2027-03-28' }, 'päättyy 27.3.2027'],
  ['renewal_notice', { ...renewal, outcome: 'ends_points', ends_on: '2027-03-28' }, 'päättyisi 27.3.2027'],
  [
    'membership_upgraded',
    { ...membership, from_tier_code: 'silver', total_minor: 4321, ends_on: '2027-03-28' },
    '27.3.2027 saakka',
  ],
  ['membership_ended', { ...ended, reason: 'term_over' }, '27.3.2027'],
] as const)('%s names the last day of a term', (kind, data, sentence) => {
  expect(renderMail({ kind, locale: 'fi', data }, 'https://site.example').text).toContain(sentence);
});
