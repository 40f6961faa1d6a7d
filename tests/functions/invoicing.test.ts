import { expect, test } from 'vitest';
import { convert } from 'xmlbuilder2';
import { isEInvoiceAddress } from '../../supabase/functions/_shared/contracts/e-invoice-address.ts';
import { isVatId, vatIdForms } from '../../supabase/functions/_shared/contracts/vat-id.ts';
import { eventually } from '../support/eventually.ts';
import { sql } from '../support/stack.ts';
import { runJobs } from './support/call.ts';
import { createCompany } from './support/companies.ts';
import { callInvoicing, createBilledMember, readCustomer, readInvoices } from './support/invoices.ts';
import { billingDetails, createStripe, join } from './support/joining.ts';

const quote = (place: object) => ({ action: 'quote', tier: 'gold', place: { postalCode: '', vatId: null, ...place } });

test.each([
  ['FI', null, 5075, 25.5, 'standard_rated'],
  ['DE', null, 3781, 19, 'standard_rated'],
  ['DE', 'DE 123.456.789', 0, 0, 'reverse_charge'],
  ['FI', 'FI12345671', 5075, 25.5, 'standard_rated'],
])('before joining from %s with VAT number %s the tax is told', async (country, vatId, taxMinor, rate, reason) => {
  const company = await createCompany({ points: 1000 });
  const { status, body } = await callInvoicing(company, quote({ country, vatId }));
  expect(status).toBe(200);
  expect(body).toMatchObject({ currency: 'EUR', netMinor: 19_900, taxMinor, totalMinor: 19_900 + taxMinor });
  expect(body.taxes).toMatchObject([{ reason, amountMinor: taxMinor, ...(rate > 0 ? { rate } : {}) }]);
  const days = (Date.parse(body.dueOn) - Date.parse(body.issuedOn)) / 86_400_000;
  expect(days).toBe(30);
});

test('what was quoted is what is billed', async () => {
  const company = await createCompany({ points: 500 });
  const place = { country: 'FI', postalCode: '00100', vatId: null };
  const { body } = await callInvoicing(company, { action: 'quote', tier: 'silver', place });
  const { company: member } = await createBilledMember();
  const [invoice] = await readInvoices(member);
  expect(invoice?.total_minor).toBe(body.totalMinor);
});

test('a quote is for those who may join for the company, and asks for a tier there is', async () => {
  const [company, stranger] = await Promise.all([createCompany({ points: 1000 }), createCompany()]);
  const refusals = [
    await callInvoicing({ ...company, token: stranger.token }, quote({ country: 'FI' })),
    await callInvoicing(company, { ...quote({ country: 'FI' }), tier: 'diamond' }),
    await callInvoicing(company, quote({ country: 'US' })),
    await callInvoicing({ ...company, token: '' }, quote({ country: 'FI' })),
  ];
  expect(refusals.map(({ status, body }) => [status, body.error.code])).toEqual([
    [403, 'not_allowed'],
    [422, 'tier_not_offered'],
    [422, 'invalid_input'],
    [401, 'session_expired'],
  ]);
});

test.each([
  ['FI12345671', 'verified'],
  ['DE111111111', 'unverified'],
  ['DE222222222', 'unavailable'],
])('what the register says of %s is shown: %s', async (vatId, state) => {
  const company = await createCompany({ points: 500 });
  await join(company, { paymentMethod: 'bank_transfer', billing: billingDetails(company, { vat_id: vatId }) });
  const read = () => sql`select vat_id_state from public.billing_profiles where account_id = ${company.accountId}`;
  await eventually(async () => ((await read())[0]?.vat_id_state === state ? true : undefined));
});

test('billing details corrected on the account page are on the next invoice', async () => {
  const { company } = await createBilledMember();
  await sql`update public.billing_profiles set city = 'Turku', reference = 'PO-9' where account_id = ${company.accountId}`;
  await runJobs();
  const customer = await createStripe().customers.retrieve(await readCustomer(company));
  expect(customer).toMatchObject({
    address: { city: 'Turku' },
    invoice_settings: { custom_fields: [{ value: 'PO-9' }] },
  });
});

test('the e-invoice file says what the invoice says, for its company alone', async () => {
  const { company, invoice } = await createBilledMember();
  const stranger = await createCompany();
  const wish = { action: 'e_invoice', invoiceId: invoice.id };
  const { status, body } = await callInvoicing(company, wish);
  expect([status, body.fileName]).toEqual([200, `${invoice.number}.xml`]);
  const file = convert(body.xml, { format: 'object' }) as unknown as {
    Invoice: Record<string, { [name: string]: unknown }>;
  };
  expect(file.Invoice['cbc:ID']).toBe(invoice.number);
  const payable = file.Invoice['cac:LegalMonetaryTotal']?.['cbc:PayableAmount'] as { '#': string };
  expect(payable['#']).toBe((invoice.total_minor / 100).toFixed(2));
  const refusals = [
    await callInvoicing(stranger, wish),
    await callInvoicing({ ...company, token: stranger.token }, wish),
  ];
  expect(refusals.map(({ body: refused }) => refused.error.code)).toEqual(['invoice_not_found', 'not_allowed']);
});

test('a saved card pays an open invoice at once, and two clicks pay once', async () => {
  const { company, invoice } = await createBilledMember({ card: '4242424242424242' });
  const answers = await Promise.all(
    [1, 2].map(() => callInvoicing(company, { action: 'pay_now', invoiceId: invoice.id })),
  );
  expect(answers.map(({ status }) => status).toSorted()[0]).toBe(200);
  expect((await readInvoices(company))[0]).toMatchObject({ status: 'paid', amount_paid_minor: invoice.total_minor });
  const { data } = await createStripe().charges.list({ customer: await readCustomer(company) });
  expect(data).toHaveLength(1);
  const again = await callInvoicing(company, { action: 'pay_now', invoiceId: invoice.id });
  expect([again.status, again.body.error.code]).toEqual([409, 'invoice_not_open']);
});

test.each([
  ['4000000000000341', 'declined'],
  ['4000002500003155', 'open_page'],
])('a card %s that does not pay at once says so, and the due date stays', async (card, outcome) => {
  const { company, invoice } = await createBilledMember({ card });
  // Jobs of other tests may look at this invoice on a later day; their tries are rows of their own.
  const readCharge = () => sql`
    select first_attempt_at, attempts - (select count(*)::integer from private.stripe_calls call where call.invoice_id = charge.invoice_id and call.kind = 'pay_invoice') as others
    from private.invoice_charges charge where invoice_id = ${invoice.id}`;
  const [planned] = await readCharge();
  const { body } = await callInvoicing(company, { action: 'pay_now', invoiceId: invoice.id });
  expect(body.outcome).toBe(outcome);
  expect(body.pageUrl).toMatch(/^http/);
  expect(planned?.others).toBe(0);
  expect(await readCharge()).toEqual([planned]);
  expect((await readInvoices(company))[0]).toMatchObject({ status: 'open', amount_paid_minor: 0 });
});

test('without a card there is nothing to pay with', async () => {
  const { company, invoice } = await createBilledMember();
  const { status, body } = await callInvoicing(company, { action: 'pay_now', invoiceId: invoice.id });
  expect([status, body.error.code]).toEqual([409, 'card_missing']);
});

test('forms and database have the same rules for VAT numbers and e-invoice addresses', async () => {
  const digits = '123456789012';
  const numbers = Object.keys(vatIdForms).flatMap((country) =>
    Array.from({ length: 13 }, (_, length) => `${country}${digits.slice(0, length)}`),
  );
  numbers.push(
    'ATU12345678',
    'NL123456789B01',
    'CHE123456789MWST',
    'NO123456789MVA',
    'ESX1234567L',
    'IE1234567FA',
    'CY12345678X',
    'XX1',
  );
  const addresses = [
    '0216:003712345671',
    '0216:003712345672',
    '0088:7300010000001',
    '0088:7300010000002',
    '0192:974760673',
    '0192:974760674',
  ];
  addresses.push(
    '0007:5560360793',
    '0007:5560360794',
    '0208:0202239951',
    '0208:0202239952',
    '9930:DE123456789',
    '1234:5',
    '0204:-',
    'x',
  );
  const rows = await sql<{ text: string; vat: boolean; address: boolean }[]>`
    select text, private.is_vat_id(text) as vat, private.is_e_invoice_address(text) as address
    from unnest(${[...numbers, ...addresses]}::text[]) as text`;
  expect(rows.map(({ text, vat, address }) => [text, vat, address])).toEqual(
    [...numbers, ...addresses].map((text) => [text, isVatId(text), isEInvoiceAddress(text)]),
  );
});
