import { inventSerial } from './company.ts';
import { sql } from './stack.ts';

/** What a registered product has; everything but the model may be missing (null). */
export interface ProductData {
  model: string;
  serial: string | null;
  boughtOn: string | null;
  country: string | null;
  dealer: string | null;
}

/** Registers a product without a browser, complete unless said otherwise. Answers its id. */
export async function addProduct(account: { accountId: string }, data: Partial<ProductData> = {}): Promise<string> {
  const { model, serial, boughtOn, country, dealer } = {
    model: 'VL-50F12',
    serial: inventSerial(),
    boughtOn: '2023-06-01',
    country: 'FI',
    dealer: 'Kuvakulma Helsinki',
    ...data,
  };
  const [row] = await sql<{ id: string }[]>`
    insert into public.products (account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
    select ${account.accountId}, id, ${serial}, ${boughtOn}, ${country}, ${dealer} from public.product_models where code = ${model}
    returning id`;
  if (!row) throw new Error(`There is no model ${model}.`);
  return row.id;
}

/** Registers many products without data, each a moment after the one before. */
export async function addManyProducts({ accountId }: { accountId: string }, count: number): Promise<void> {
  await sql`
    insert into public.products (account_id, model_id, created_at)
    select ${accountId}, model.id, now() - make_interval(secs => number)
    from generate_series(1, ${count}) as number, public.product_models model where model.code = 'VL-50F12'`;
}
