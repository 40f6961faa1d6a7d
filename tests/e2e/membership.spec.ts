import { expect, test } from '@playwright/test';
import { formatMoney } from '../../src/i18n/format.ts';
import { join } from '../functions/support/joining.ts';
import { eventually } from '../support/eventually.ts';
import { createMember, type Member, signInAs } from '../support/members.ts';
import { MembershipPage } from '../support/pages/membership.ts';
import { ProductFormPage } from '../support/pages/product-form.ts';
import { readWords } from '../support/pages/words.ts';
import { sql } from '../support/stack.ts';

/** What owner and billing decide about a membership (R9, R12), and how an unpaid one looks (R13). */
const words = readWords('fi', 'renewal', 'common', 'errors');

async function createGold(): Promise<Member> {
  const member = await createMember({ points: 2000 });
  await join(member, { tier: 'gold', paymentMethod: 'bank_transfer' });
  return member;
}

const readMembership = async (member: Member) => {
  const [row] =
    await sql`select tier_code, renews, payment_method, next_tier_code from public.memberships where account_id = ${member.accountId}`;
  return row;
};

test('a higher tier is taken at once, after its exact price was shown', async ({ page }) => {
  const member = await createGold();
  await signInAs(page, member);
  const membership = new MembershipPage(page);
  await membership.open();
  await page.getByRole('button', { name: words('renewal.upgrade.button') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: words('common.tier.platinum') }).check();
  await dialog.getByRole('button', { name: words('renewal.upgrade.ask') }).click();
  await expect(dialog.getByText(words('renewal.upgrade.quote'))).toBeVisible();
  const [quote] = await sql`select quote.total_minor, quote.currency from private.upgrade_quotes quote
    join public.memberships membership on membership.id = quote.membership_id where membership.account_id = ${member.accountId}`;
  await expect(dialog.getByRole('status')).toContainText(formatMoney(quote?.total_minor, quote?.currency, 'fi'));
  await dialog
    .getByRole('button', { name: words('renewal.upgrade.confirm', { tier: words('common.tier.platinum') }) })
    .click();
  await expect(page.getByText(words('renewal.upgrade.done', { tier: words('common.tier.platinum') }))).toBeVisible();
  await expect(membership.tier).toHaveText(words('common.tier.platinum'));
  expect(await readMembership(member)).toMatchObject({ tier_code: 'platinum' });
});

test('cancelling takes two clicks and is taken back with one', async ({ page }) => {
  const member = await createGold();
  await signInAs(page, member);
  const membership = new MembershipPage(page);
  await membership.open();
  const renewal = page.getByRole('switch', { name: words('renewal.renewal.label') });
  await expect(renewal).toBeChecked();
  await page.getByRole('button', { name: words('renewal.cancel.button') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('renewal.cancel.confirm') })
    .click();
  await expect(renewal).not.toBeChecked();
  expect(await readMembership(member)).toMatchObject({ renews: false });
  await renewal.check();
  await expect(page.getByText(/Hienoa, että jatkatte/)).toBeVisible();
  expect(await readMembership(member)).toMatchObject({ renews: true });
});

test('the switch asks before it is turned off, and stays on when the answer is no', async ({ page }) => {
  const member = await createGold();
  await signInAs(page, member);
  await new MembershipPage(page).open();
  const renewal = page.getByRole('switch', { name: words('renewal.renewal.label') });
  await renewal.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(words('renewal.cancel.title'));
  await dialog.getByRole('button', { name: words('renewal.cancel.keep') }).click();
  await expect(dialog).toBeHidden();
  await expect(renewal).toBeFocused();
  await expect(renewal).toBeChecked();
  expect(await readMembership(member)).toMatchObject({ renews: true });
});

test('the tier of the next term and the payment method are changed', async ({ page }) => {
  const member = await createGold();
  await signInAs(page, member);
  await new MembershipPage(page).open();
  await page.getByRole('button', { name: words('renewal.next.button') }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: words('common.tier.silver') })
    .check();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('renewal.next.save') })
    .click();
  await expect(page.getByText(words('renewal.next.saved'))).toBeVisible();
  await page.getByRole('button', { name: words('renewal.method.card_button') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('renewal.method.confirm') })
    .click();
  await expect(page.getByText(words('renewal.method.done'))).toBeVisible();
  expect(await readMembership(member)).toEqual({
    tier_code: 'gold',
    renews: true,
    payment_method: 'card',
    next_tier_code: 'silver',
  });
});

test('a suspended company reads what to pay, keeps what it typed, and goes on once it has paid', async ({ page }) => {
  const member = await createGold();
  await mirrorInvoice(member, 'open');
  // From a day far ahead: the tests of money move the jobs' clock by months meanwhile, and a month after its suspension a membership ends.
  await sql`
    update public.memberships set state = 'suspended', state_since = private.clock() + interval '2 years', unpaid_since = current_date - 31
    where account_id = ${member.accountId}`;
  await signInAs(page, member);
  await new MembershipPage(page).open();
  await expect(page.getByText(/Tauolla maksamattoman laskun vuoksi/).first()).toBeVisible();
  await expect(page.getByRole('link', { name: words('renewal.unpaid.pay') })).toHaveAttribute(
    'href',
    'https://pay.example/late',
  );

  const form = new ProductFormPage(page);
  await form.openNew();
  await form.fill({ model: { search: 'VL-400F28', name: 'Valokeila 400 mm f/2.8' }, dealer: 'Kuvakulma Helsinki' });
  await form.save.click();
  await expect(form.summary).toContainText(words('errors.membership_suspended'));
  await expect(form.dealer).toHaveValue('Kuvakulma Helsinki');
  expect(await readProducts(member)).toHaveLength(0);

  await mirrorInvoice(member, 'paid');
  await form.save.click();
  await eventually(async () => ((await readProducts(member)).length === 1 ? true : undefined));
});

const readProducts = (member: Member) => sql`select from public.products where account_id = ${member.accountId}`;

/** An invoice that was due a month ago. */
async function mirrorInvoice(member: Member, status: 'open' | 'paid'): Promise<void> {
  await sql`select service.mirror_invoice(jsonb_build_object('stripe_invoice_id', ${`in_${member.accountId}`}::text, 'membership_id', m.id, 'stripe_customer_id',
      c.stripe_customer_id, 'status', ${status}::text, 'number', 'LATE-1', 'currency', 'EUR', 'subtotal_minor', 19900, 'tax_minor', 0, 'total_minor', 19900,
      'amount_due_minor', 19900, 'amount_paid_minor', ${status === 'paid' ? 19_900 : 0}::integer, 'issued_at', now() - interval '61 days',
      'due_at', (current_date - 31 + time '12:00') at time zone 'Europe/Helsinki', 'hosted_url', 'https://pay.example/late'))
    from public.memberships m join private.stripe_customers c using (account_id) where m.account_id = ${member.accountId}`;
}
