import type Stripe from 'stripe';
import { refuse } from '../errors.ts';
import { makeId } from '../identifiers.ts';
import type { Collections } from '../store.ts';
import type { Wire } from '../wire.ts';
import { refuseUnsupported } from './unsupported.ts';

type Invoice = Collections['invoice'];
type Line = Invoice['lines']['data'][number];
type Tax = NonNullable<Line['taxes']>[number];
type NoteLine = Collections['credit_note']['lines']['data'][number];
type SentLine = NonNullable<Wire<Stripe.CreditNoteCreateParams>['lines']>[number];

/** Makes the lines of a credit note from lines of its invoice: by quantity or by amount before tax, never more than the line. */
export function creditLines(invoice: Invoice, sent: readonly SentLine[]): NoteLine[] {
  if (sent.length === 0) refuse('Invalid array', { code: 'parameter_invalid_array', param: 'lines' });
  return sent.map((line, index) => creditLine(invoice, line, `lines[${index}]`));
}

function creditLine(invoice: Invoice, sent: SentLine, param: string): NoteLine {
  refuseUnsupported(sent, [
    'metadata',
    'tax_amounts',
    'tax_rates',
    'unit_amount',
    'unit_amount_decimal',
    'description',
  ]);
  if (sent.type !== 'invoice_line_item') {
    refuse('`custom_line_item` is not valid when the invoice is set up with `automatic_tax[enabled]=true`.', {
      param: `${param}[type]`,
    });
  }
  const line = invoice.lines.data.find(({ id }) => id === sent.invoice_line_item);
  if (!line) {
    refuse(`No such line item: '${sent.invoice_line_item}' on invoice ${invoice.id}`, {
      code: 'resource_missing',
      param: `${param}[invoice_line_item]`,
    });
  }
  if ((sent.amount === undefined) === (sent.quantity === undefined)) {
    refuse('You must specify exactly one of these parameters: amount, quantity.', { param });
  }
  const whole = line.quantity ?? 1;
  const amount = sent.amount ?? Math.round((line.amount * (sent.quantity ?? 0)) / whole);
  if (amount <= 0 || amount > line.amount) {
    refuse(`The credited amount of a line must be between 1 and ${line.amount}.`, {
      code: 'parameter_invalid_integer',
      param: sent.amount === undefined ? `${param}[quantity]` : `${param}[amount]`,
    });
  }
  const quantity = sent.quantity ?? 1;
  return {
    id: makeId('cnli', 24),
    object: 'credit_note_line_item',
    amount,
    description: line.description,
    discount_amount: 0,
    discount_amounts: [],
    invoice_line_item: line.id,
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    quantity,
    tax_rates: [],
    taxes: (line.taxes ?? []).map((tax) => shareTax(tax, amount, line.amount)),
    type: 'invoice_line_item',
    unit_amount: Math.round(amount / quantity),
    unit_amount_decimal: String(amount / quantity),
  };
}

/** The part of a tax that belongs to a part of what it was computed from. */
export function shareTax(tax: Tax, part: number, whole: number): Tax {
  const share = (value: number) => (whole === 0 ? 0 : Math.round((value * part) / whole));
  return { ...tax, amount: share(tax.amount), taxable_amount: share(tax.taxable_amount ?? 0) };
}

/** Sums taxes of the same rate and reason. */
export function sumTaxes(taxes: readonly Tax[]): Tax[] {
  const groups = new Map<string, Tax>();
  for (const tax of taxes) {
    const key = `${tax.tax_rate_details?.tax_rate}:${tax.taxability_reason}`;
    const known = groups.get(key);
    if (!known) groups.set(key, { ...tax });
    else {
      known.amount += tax.amount;
      known.taxable_amount = (known.taxable_amount ?? 0) + (tax.taxable_amount ?? 0);
    }
  }
  return [...groups.values()];
}
