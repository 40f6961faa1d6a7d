import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { mergeMetadata } from '../metadata.ts';
import type { Collections } from '../store.ts';
import { checkSameCurrency } from './amounts.ts';
import { keepItem } from './invoice-item-make.ts';
import { type Item, makeItem, makePlan, readItemPrice, readQuantity, type SentItem } from './subscription-items.ts';

type Subscription = Collections['subscription'];

/** Applies sent items to a subscription: changed, added or deleted, with credits and debits for the rest of the period. */
export function changeItems(
  double: Double,
  subscription: Subscription,
  sentItems: SentItem[],
  behavior: string,
  prorationDate?: number,
): void {
  const moment = prorationDate ?? double.clock.now();
  sentItems.forEach((sent, index) => {
    const item = sent.id ? subscription.items.data.find((entry) => entry.id === sent.id) : undefined;
    if (sent.id && !item) {
      refuse(`No such subscription item: '${sent.id}'`, { code: 'resource_missing', param: `items[${index}][id]` });
    }
    if (!item) addItem(double, subscription, sent, index, behavior, moment);
    else if (sent.deleted) removeItem(double, subscription, item, behavior, moment);
    else changeItem(double, subscription, item, sent, index, behavior, moment);
  });
  if (subscription.items.data.length === 0)
    refuse('A subscription must have at least one active item.', { param: 'items' });
}

/** Credits what is left of the period of all items. */
export function prorateRemainder(double: Double, subscription: Subscription): void {
  for (const item of subscription.items.data) prorate(double, subscription, item, -1, double.clock.now());
}

function changeItem(
  double: Double,
  subscription: Subscription,
  item: Item,
  sent: SentItem,
  index: number,
  behavior: string,
  moment: number,
): void {
  const price = sent.price || sent.price_data ? readItemPrice(double, sent, `items[${index}]`) : item.price;
  checkSameCurrency(subscription.currency, price.currency);
  const quantity = sent.quantity === undefined ? (item.quantity ?? 1) : readQuantity(sent);
  const isChanged = price.id !== item.price.id || quantity !== item.quantity;
  if (isChanged && behavior !== 'none') prorate(double, subscription, item, -1, moment);
  item.price = structuredClone(price);
  item.plan = makePlan(price);
  item.quantity = quantity;
  item.metadata = mergeMetadata(item.metadata, sent.metadata);
  if (isChanged && behavior !== 'none') prorate(double, subscription, item, 1, moment);
}

function addItem(
  double: Double,
  subscription: Subscription,
  sent: SentItem,
  index: number,
  behavior: string,
  moment: number,
): void {
  const price = readItemPrice(double, sent, `items[${index}]`);
  checkSameCurrency(subscription.currency, price.currency);
  const start = subscription.items.data[0]?.current_period_start ?? moment;
  const end = subscription.items.data[0]?.current_period_end ?? moment;
  const item = makeItem(double, { subscription: subscription.id, price, sent, start, end });
  subscription.items.data.push(item);
  if (behavior !== 'none') prorate(double, subscription, item, 1, moment);
}

function removeItem(double: Double, subscription: Subscription, item: Item, behavior: string, moment: number): void {
  if (behavior !== 'none') prorate(double, subscription, item, -1, moment);
  subscription.items.data = subscription.items.data.filter((entry) => entry !== item);
}

/** Adds a pending credit (-1) or debit (1) for the unused seconds of an item's period. */
function prorate(double: Double, subscription: Subscription, item: Item, sign: 1 | -1, moment: number): void {
  const length = item.current_period_end - item.current_period_start;
  const left = Math.max(0, Math.min(length, item.current_period_end - moment));
  const full = (item.price.unit_amount ?? 0) * (item.quantity ?? 1);
  const name = double.store.get('product', item.price.product)?.name ?? 'Subscription';
  keepItem(double, {
    amount: sign * Math.round((full * left) / length),
    currency: subscription.currency,
    customer: subscription.customer,
    description: `${sign < 0 ? 'Unused time on' : 'Remaining time on'} ${name}`,
    metadata: subscription.metadata,
    period: { start: moment, end: item.current_period_end },
    price: item.price,
    quantity: item.quantity ?? 1,
    proration: true,
    subscription: { id: subscription.id, item: item.id },
    invoice: null,
  });
}
