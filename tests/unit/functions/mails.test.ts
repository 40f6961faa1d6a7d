import { describe, expect, test } from 'vitest';
import {
  type MailData,
  type MailKind,
  mailKinds,
  supportNotices,
} from '../../../supabase/functions/_shared/mail/kinds.ts';
import { renderMail } from '../../../supabase/functions/_shared/mail/render-mail.ts';

const nasty = '<script>alert("1")</script> & \'Äiti\' 📷';
const auth = { company_name: nasty, contact_name: nasty, token: '123456', token_hash: 'abc-123', type: 'signup' };
const invoice = {
  number: 'A-1',
  total_minor: 124_875,
  currency: 'EUR',
  hosted_url: 'https://invoice.example/i?a=1&b=2',
};
const supportCase = { reference: 'S-001001', name: nasty, topic: 'points', message: `${nasty}\nsecond line` };

const renewal = {
  company_name: nasty,
  contact_name: nasty,
  outcome: 'lowered' as const,
  tier_code: 'gold',
  next_tier_code: 'silver',
  ends_on: '2027-03-28',
  next_ends_on: '2028-03-28',
  amount_minor: 9900,
  currency: 'EUR',
  payment_method: 'card' as const,
  days: 30,
};
const dunning = {
  company_name: nasty,
  contact_name: nasty,
  tier_code: 'gold',
  membership_number: 'CPS-FI0000018',
  payment_method: 'card' as const,
  number: 'A-1',
  total_minor: 124_875,
  currency: 'EUR',
  due_on: '2026-12-01',
  grace_on: '2026-12-15',
  suspended_on: '2026-12-31',
  ends_on: '2027-01-30',
  hosted_url: 'https://invoice.example/i?a=1&b=2',
  next_attempt_at: '2026-12-04T07:00:00+00:00',
};
const product = { company_name: nasty, contact_name: nasty, product_id: 'p-1', model: nasty, serial: '123 4567' };

const examples: { [Kind in MailKind]: MailData<Kind> } = {
  confirm_account: auth,
  confirm_invited: auth,
  reset_password: { ...auth, type: 'recovery' },
  sign_in_link: { ...auth, type: 'magiclink' },
  email_change: { ...auth, type: 'email_change' },
  account_exists: { company_name: nasty, contact_name: nasty },
  password_changed: { company_name: nasty },
  account_invite: {
    company_name: nasty,
    invited_by: 'aino@kuvaamo.example',
    role: 'products',
    token: 'abc123',
    code: '654321',
    expires_at: '2026-11-29T10:00:00+00:00',
  },
  member_joined: { company_name: nasty, address: 'eero@kuvaamo.example', role: 'viewer' },
  member_left: { company_name: nasty, address: 'eero@kuvaamo.example', was_removed: true },
  access_ended: { company_name: nasty },
  role_changed: { company_name: nasty, role: 'billing' },
  migration_code: { company_name: nasty, code: '654321' },
  invitation: { company_name: nasty, contact_name: nasty, points: 1500 },
  membership_started: {
    company_name: nasty,
    contact_name: nasty,
    number: 'CPS-FI0000018',
    former_number: 'OLD-1',
    tier_code: 'gold',
    starts_on: '2026-11-22',
    ends_on: '2027-11-22',
    payment_method: 'card',
  },
  invoice_issued: { ...invoice, company_name: nasty, due_on: '2026-12-22', payment_method: 'bank_transfer' },
  invoice_paid: { ...invoice, company_name: nasty, paid_at: '2026-12-22T10:00:00+00:00' },
  card_declined: { ...invoice, next_attempt_on: '2026-12-25T07:00:00+00:00' },
  card_action_required: invoice,
  renewal_notice: renewal,
  membership_renewed: { ...renewal, number: 'CPS-FI0000018', starts_on: '2027-03-28', ends_on: '2028-03-28' },
  payment_past_due: dunning,
  membership_grace: dunning,
  membership_suspended: dunning,
  membership_restored: { ...dunning, number: null, total_minor: null, due_on: null },
  membership_ended: { ...dunning, reason: 'unpaid', last_day: '2027-01-30' },
  membership_upgraded: {
    company_name: nasty,
    contact_name: nasty,
    from_tier_code: 'silver',
    tier_code: 'gold',
    total_minor: 4321,
    currency: 'EUR',
    ends_on: '2027-03-28',
    payment_method: 'bank_transfer',
  },
  card_expiring: {
    company_name: nasty,
    contact_name: nasty,
    brand: 'visa',
    last4: '4242',
    last_day: '2027-02-28',
    charge_on: '2027-04-27',
  },
  late_payment: { ...invoice, company_name: nasty, contact_name: nasty, last_day: '2027-01-30' },
  payment_unmatched: {
    company_name: nasty,
    received_minor: 5000,
    missing_minor: 7425,
    currency: 'EUR',
    number: 'A-1',
    invoice_id: 'i-1',
  },
  invoice_corrected: {
    ...invoice,
    company_name: nasty,
    old_number: 'A-1',
    credit_note_number: 'A-1-CN-01',
    due_on: '2026-12-22',
    invoice_id: 'i-2',
  },
  support_case_copy: supportCase,
  support_case: { ...supportCase, email: 'aino@kuvaamo.example', account_id: null },
  support_approval: {
    request: 12,
    summary: nasty,
    reason: nasty,
    asked_by: 'veera@desk.example',
    code: '246810',
    hours: 24,
  },
  support_notice: { notice: 'accounts_merged', company_name: nasty, other_company: nasty },
  dispute_opened: product,
  dispute_decided: { ...product, outcome: 'won' },
  product_transferred: { ...product, role: 'buyer', points: 1200 },
  stolen_serial_claimed: { ...product, name: nasty, dispute_id: 'd-1', reference: 'S-001001' },
};

const render = (kind: string, locale: string, data: unknown) =>
  renderMail({ kind, locale, data }, 'https://site.example');

describe.each(['fi', 'en'])('in %s', (locale) => {
  test.each(mailKinds)('%s has subject, text and HTML without gaps, and foreign text cannot become markup', (kind) => {
    const { subject, text, html } = render(kind, locale, examples[kind]);
    for (const part of [subject, text, html]) {
      expect(part.length).toBeGreaterThan(5);
      expect(part.replace(/<style>.*<\/style>/, '')).not.toMatch(/\{\{|\}\}|undefined|\[object|mails\.|\bnull\b/);
    }
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/ on\w+=|javascript:/);
    expect(html).toContain(`lang="${locale === 'fi' ? 'fi-FI' : 'en-GB'}"`);
    expect(text).toContain('Valokeila Oy, Linssikatu 5, 00100 Helsinki');
    if (kind !== 'support_case' && kind !== 'support_approval') expect(text).toContain('priority@valokeila.example');
  });

  test.each(mailKinds)('%s says the same in text and HTML', (kind) => {
    const { text, html } = render(kind, locale, examples[kind]);
    for (const address of text.match(/https?:\/\/\S+/g) ?? []) expect(html).toContain(address.replaceAll('&', '&amp;'));
    const { token, code } = { token: undefined, code: undefined, ...(examples[kind] as object) };
    for (const digits of [token, code]) if (digits) expect(html).toContain(digits);
  });
});

test('links of Supabase Auth carry token, type and language in the fragment, and the code stands beside them', () => {
  const { text } = render('reset_password', 'fi', examples.reset_password);
  expect(text).toContain('https://site.example/auth/confirm/#token_hash=abc-123&type=recovery&lang=fi');
  expect(text).toContain('123456');
});

test('amounts and dates are written in the reader’s way', () => {
  const finnish = render('invoice_issued', 'fi', examples.invoice_issued);
  expect(finnish.subject).toBe('Lasku A-1, eräpäivä 22.12.2026');
  expect(finnish.text.replace(/\s/g, ' ')).toContain('1 248,75 €');
  expect(render('invoice_issued', 'en', examples.invoice_issued).text).toContain('€1,248.75');
});

test('a mail in a language that is not switched on is written in English', () => {
  expect(render('invitation', 'hu', examples.invitation).subject).toBe('Invitation: become a CPS member');
});

test('a bank transfer’s mails warn of the bank’s own fees, a card’s say that nothing is charged now', () => {
  const started = examples.membership_started;
  expect(render('membership_started', 'fi', { ...started, payment_method: 'bank_transfer' }).text).toContain(
    'lisämaksuja',
  );
  expect(render('membership_started', 'fi', started).text).toContain('nyt ei veloiteta mitään');
});

test('only those with a former number read that it has changed', () => {
  const started = examples.membership_started;
  expect(render('membership_started', 'fi', started).text).toContain('jäsennumerosi on vaihtunut');
  expect(render('membership_started', 'fi', { ...started, former_number: null }).text).not.toContain('vaihtunut');
});

test('a code without a link has neither button nor empty address', () => {
  const { html, text } = render('sign_in_link', 'en', { ...examples.sign_in_link, token_hash: '' });
  expect(html).not.toContain('<a class="button"');
  expect(text).toContain('Your code:\n123456');
});

test('answers to the desk’s mail go to the sender, all others nowhere', () => {
  expect(render('support_case', 'en', examples.support_case).replyTo).toBe('aino@kuvaamo.example');
  expect(render('support_case_copy', 'en', examples.support_case_copy).replyTo).toBeUndefined();
});

test('a name that looks like one of our variables stays as it was typed', () => {
  const name = '{{number}} $t(mails.label.name)';
  const { text } = render('membership_started', 'fi', { ...examples.membership_started, company_name: name });
  expect(text).toContain(`Yrityksen ${name} jäsenyys`);
});

test('a decided dispute tells the loser what to check and the winner nothing of that', () => {
  const { dispute_decided: won } = examples;
  expect(render('dispute_decided', 'fi', won).text).not.toContain('kirjoitusvirhe');
  expect(render('dispute_decided', 'fi', { ...won, outcome: 'lost' }).text).toContain('kirjoitusvirhe');
});

test('a transfer tells the seller what is gone, the buyer what came or what is missing', () => {
  const { product_transferred: bought } = examples;
  const say = (data: object) => render('product_transferred', 'fi', { ...bought, ...data }).text.replace(/\s/g, ' ');
  expect(say({})).toContain('Pisteet: +1 200');
  expect(say({ points: null })).toContain('Täydennä vielä puuttuvat tiedot');
  expect(say({ role: 'seller', points: -1200 })).toContain('Pisteet: −1 200');
});

test('an unknown kind and missing data are errors', () => {
  expect(() => render('horoscope', 'fi', {})).toThrow('unknown kind of mail');
  expect(() => render('invitation', 'fi', { company_name: 'Kuvaamo Oy' })).toThrow();
});

test.each(supportNotices)('%s is told in whole sentences, in both languages', (notice) => {
  const data = { notice, company_name: 'Kuvaamo', address: 'new@kuvaamo.example', other_company: 'Studio' };
  for (const locale of ['fi', 'en']) {
    const { subject, text } = render('support_notice', locale, data);
    expect(subject.length).toBeGreaterThan(15);
    expect(text).toContain('Kuvaamo');
    expect(text).not.toMatch(/\{\{|mails\.|undefined/);
  }
});

describe('what comes next for a membership', () => {
  test.each([
    ['renews', 'uudistuu', 'jatkuu tasolla'],
    ['chosen', 'uudistuu', 'valitsemallasi tasolla'],
    ['lowered', 'uudistuu', 'jatkuisi'],
    ['ends', 'päättyy', 'kytke uudistuminen'],
    ['ends_points', 'päättyy', 'Rekisteröi tuotteita'],
    ['ends_unpaid', 'päättyy', 'koska lasku on maksamatta'],
  ] as const)('a notice with the outcome %s says so and what can be done', (outcome, subject, text) => {
    const mail = render('renewal_notice', 'fi', { ...renewal, outcome });
    expect(mail.subject).toContain(subject);
    expect(mail.text).toContain(text);
    expect(mail.text).toContain(subject === 'päättyy' ? '27.3.2027' : '28.3.2027');
    expect(mail.text).toContain('https://site.example/fi/membership/');
  });

  test('a notice of a renewal names tier and price', () => {
    const { text } = render('renewal_notice', 'en', renewal);
    expect(text).toContain('Silver');
    expect(text).toMatch(/€99\.00 for the term, before tax/);
  });

  test.each(['unpaid', 'term_over', 'points_missing'] as const)(
    'an end for the reason %s says how to come back',
    (reason) => {
      const { text } = render('membership_ended', 'en', { ...dunning, reason, last_day: '2027-01-30' });
      expect(text).toContain('You are welcome back');
      expect(text).toContain(reason === 'points_missing' ? '/en/products/' : '/en/tiers/');
    },
  );
});

describe('an unpaid invoice', () => {
  test('that is past due is told with the day until which nothing happens, and when the card is tried again', () => {
    const { text } = render('payment_past_due', 'fi', dunning);
    expect(text).toContain('31.12.2026');
    expect(text).toContain('veloittaa korttia uudelleen 4.12.2026');
    expect(render('payment_past_due', 'fi', { ...dunning, next_attempt_at: null }).text).not.toContain('veloittaa');
  });

  test('is reminded of in other words than the first time', () => {
    expect(render('payment_past_due', 'fi', { ...dunning, reminder: 5 }).subject).toBe('Muistutus: lasku A-1');
  });

  test('leads to its own page, and to the list where it has none', () => {
    expect(render('membership_suspended', 'fi', dunning).text).toContain('https://invoice.example/i?a=1&b=2');
    expect(render('membership_grace', 'fi', { ...dunning, hosted_url: null }).text).toContain('/fi/invoices/');
  });
});
