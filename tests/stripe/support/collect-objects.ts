import {
  createCustomer,
  createMembership,
  createOpenInvoice,
  createSetupSession,
  goodCard,
  postForm,
} from './factories.ts';
import { startStack } from './stack.ts';

/** Lives through a whole membership and answers one object of every type that the double returns, as raw JSON. */
export async function collectObjects(): Promise<Record<string, object>> {
  const stack = await startStack();
  const { stripe } = stack;
  const read = async (path: string): Promise<Record<string, unknown>> => {
    const headers = { authorization: 'Bearer sk_test_double' };
    return (await fetch(`${stack.url}/v1/${path}`, { headers })).json() as Promise<Record<string, unknown>>;
  };
  try {
    const customer = await createCustomer(stack, { tax_id_data: [{ type: 'eu_vat', value: 'FI12345678' }] });
    const session = await createSetupSession(stack, customer.id);
    await postForm(session.url ?? '', goodCard);
    const subscription = await createMembership(stack, customer.id);
    await stack.advance(3600);
    await stripe.invoiceItems.create({ customer: customer.id, amount: 100, currency: 'eur' });
    await stripe.customers.createBalanceTransaction(customer.id, { amount: -100, currency: 'eur' });
    const { id, lines } = subscription.latest_invoice;
    const [line] = lines.data;
    if (!line) throw new Error('The first invoice has no lines');
    await stripe.creditNotes.create({
      invoice: id,
      lines: [{ type: 'invoice_line_item', invoice_line_item: line.id, amount: 100 }],
    });
    const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
    await stripe.invoices.pay(subscription.latest_invoice.id, { payment_method: method?.id ?? '' });
    const disputed = await createOpenInvoice(stack, customer.id);
    const disputing = await stripe.paymentMethods.attach('pm_card_createDispute', { customer: customer.id });
    await stripe.invoices.pay(disputed.id, { payment_method: disputing.id });
    await stripe.testHelpers.customers.fundCashBalance(customer.id, { amount: 50, currency: 'eur' });
    const lists = [
      'customers',
      `customers/${customer.id}/tax_ids`,
      `customers/${customer.id}/balance_transactions`,
      `customers/${customer.id}/cash_balance_transactions`,
      'products',
      'prices',
      'tax_rates',
      'checkout/sessions',
      'setup_intents',
      'payment_methods',
      'payment_intents',
      'charges',
      'subscriptions',
      'invoices',
      'invoiceitems',
      'invoice_payments',
      'credit_notes',
      'disputes',
      'events',
    ];
    const objects: Record<string, object> = {};
    for (const path of lists) {
      const [first] = (await read(path)).data as Array<{ object: string }>;
      if (!first) throw new Error(`Nothing was made for ${path}`);
      objects[first.object] = first;
    }
    const invoice = objects.invoice as { lines: { data: object[] } };
    const bought = objects.subscription as { items: { data: object[] } };
    const note = objects.credit_note as { lines: { data: object[] } };
    const cash = await read(`customers/${customer.id}/cash_balance`);
    const funding = await stripe.customers.createFundingInstructions(customer.id, {
      currency: 'eur',
      funding_type: 'bank_transfer',
      bank_transfer: { type: 'eu_bank_transfer', eu_bank_transfer: { country: 'NL' } },
    });
    const gone = await createCustomer(stack, { tax_id_data: [{ type: 'eu_vat', value: 'FI12345678' }] });
    const [number] = (await stripe.customers.listTaxIds(gone.id)).data;
    return {
      ...objects,
      line_item: invoice.lines.data[0] ?? {},
      subscription_item: bought.items.data[0] ?? {},
      credit_note_line_item: note.lines.data[0] ?? {},
      cash_balance: cash,
      plan: (bought.items.data[0] as { plan?: object } | undefined)?.plan ?? {},
      funding_instructions: withoutTransport(funding),
      deleted_tax_id: withoutTransport(await stripe.customers.deleteTaxId(gone.id, number?.id ?? '')),
      deleted_customer: withoutTransport(await stripe.customers.del(gone.id)),
    };
  } finally {
    await stack.close();
  }
}

/** What the SDK adds to an answer is no part of it. */
function withoutTransport(answer: object): object {
  return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== 'lastResponse'));
}
