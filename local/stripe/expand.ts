import type { Double } from './double.ts';
import { refuse } from './errors.ts';
import { readIncludable } from './includables.ts';
import type { Collections, Kind } from './store.ts';

const kindByPrefix: Record<string, Kind> = {
  cus: 'customer',
  txi: 'tax_id',
  txr: 'tax_rate',
  prod: 'product',
  price: 'price',
  cs: 'checkout.session',
  seti: 'setup_intent',
  pm: 'payment_method',
  sub: 'subscription',
  in: 'invoice',
  ii: 'invoiceitem',
  inpay: 'invoice_payment',
  pi: 'payment_intent',
  ch: 'charge',
  du: 'dispute',
  cn: 'credit_note',
  cbtxn: 'customer_balance_transaction',
  ccsbtxn: 'customer_cash_balance_transaction',
};

type Node = Record<string, unknown>;

/** Makes the answer of a request: a copy of the object with the asked references replaced by what they point to. */
export function renderAnswer(double: Double, object: object, expand: string[] | undefined): object {
  const copy = structuredClone(object) as Node;
  for (const path of expand ?? []) {
    const names = path.split('.');
    const depth = names.filter((name) => name !== 'data').length;
    if (depth > 4) refuse(`You cannot expand more than 4 levels of a property (${path}).`, { param: 'expand' });
    expandPath(double, copy, names, path);
  }
  return copy;
}

function expandPath(double: Double, node: Node, names: string[], path: string): void {
  const [name, ...rest] = names;
  if (name === undefined) return;
  const value = name in node ? node[name] : readIncludable(double, node, name);
  if (value === undefined) refuse(`This property cannot be expanded (${path}).`, { param: 'expand' });
  const expanded = expandValue(double, value, rest.length === 0 && !(name in node), path);
  node[name] = expanded;
  if (rest.length === 0 || expanded === null) return;
  for (const child of Array.isArray(expanded) ? expanded : [expanded]) {
    if (typeof child === 'object' && child !== null) expandPath(double, child as Node, rest, path);
  }
}

function expandValue(double: Double, value: unknown, isIncluded: boolean, path: string): unknown {
  if (value === null || isIncluded) return structuredClone(value);
  if (Array.isArray(value)) return value.map((item) => expandValue(double, item, isIncluded, path));
  if (typeof value === 'object') return structuredClone(value);
  const found = typeof value === 'string' ? findById(double, value) : undefined;
  if (!found) refuse(`This property cannot be expanded (${path}).`, { param: 'expand' });
  return structuredClone(found);
}

function findById(double: Double, id: string): Collections[Kind] | undefined {
  const kind = kindByPrefix[id.slice(0, id.indexOf('_'))];
  const found = kind ? double.store.get(kind, id) : double.store.get('product', id);
  return found ?? double.store.get('deleted_customer', id) ?? double.store.get('product', id);
}
