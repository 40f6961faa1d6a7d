import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Names of the official types, by the `object` value that their objects carry. */
const typeNames: Record<string, string> = {
  customer: 'Customer',
  tax_id: 'TaxId',
  customer_balance_transaction: 'CustomerBalanceTransaction',
  customer_cash_balance_transaction: 'CustomerCashBalanceTransaction',
  cash_balance: 'CashBalance',
  product: 'Product',
  price: 'Price',
  tax_rate: 'TaxRate',
  'checkout.session': 'Checkout.Session',
  setup_intent: 'SetupIntent',
  payment_method: 'PaymentMethod',
  payment_intent: 'PaymentIntent',
  charge: 'Charge',
  subscription: 'Subscription',
  subscription_item: 'SubscriptionItem',
  invoice: 'Invoice',
  line_item: 'InvoiceLineItem',
  invoiceitem: 'InvoiceItem',
  invoice_payment: 'InvoicePayment',
  credit_note: 'CreditNote',
  credit_note_line_item: 'CreditNoteLineItem',
  event: 'Event',
  funding_instructions: 'FundingInstructions',
  plan: 'Plan',
  deleted_customer: 'DeletedCustomer',
  deleted_tax_id: 'DeletedTaxId',
};

export interface KnownKey {
  name: string;
  isRequired: boolean;
}

/** Reads the keys of the official object types out of the installed SDK. */
export function readObjectTypes(): Record<string, KnownKey[]> {
  const file = join(fileURLToPath(new URL('.', import.meta.url)), 'virtual-objects.ts');
  const names = Object.entries(typeNames);
  const lines = names.map(([, type], index) => `export type P${index} = Stripe.${type};`);
  const source = `import Stripe from 'stripe';\n${lines.join('\n')}`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readOriginal = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language, ...rest) =>
    name === file ? ts.createSourceFile(name, source, language) : readOriginal(name, language, ...rest);
  const program = ts.createProgram([file], options, host);
  const checker = program.getTypeChecker();
  const aliases = (program.getSourceFile(file)?.statements ?? []).filter(ts.isTypeAliasDeclaration);
  return Object.fromEntries(
    aliases.map((alias, index) => [names[index]?.[0] ?? '', readKeys(checker, checker.getTypeAtLocation(alias))]),
  );
}

function readKeys(checker: ts.TypeChecker, type: ts.Type): KnownKey[] {
  if (type.flags & ts.TypeFlags.Any) throw new Error('The SDK has no such type');
  return checker.getPropertiesOfType(type).map((property) => ({
    name: property.name,
    isRequired: (property.flags & ts.SymbolFlags.Optional) === 0,
  }));
}
