import * as z from 'zod/mini';
import type { ProductForm } from '../../../supabase/functions/_shared/contracts/product-form.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { type ModelChoice, modelChoiceSchema } from './model-choice.ts';
import type { ProductRow } from './product-row.ts';
import { readProduct } from './read-product.ts';

/** Models of the catalogue by name or code, best match first, at most 20. Throws a PortalError. */
export async function searchModels(term: string, signal: AbortSignal): Promise<ModelChoice[]> {
  const { data, error } = await database().rpc('search_models', { term }).abortSignal(signal);
  if (error) throw toPortalError(error);
  return z.parse(z.array(modelChoiceSchema), data);
}

/** Names of dealers of a country, as suggestions; at most 200. Without an answer there are none: the field takes any text. */
export async function listDealers(country: string): Promise<string[]> {
  const { data } = await database().from('dealers').select('name').eq('country', country).order('name').limit(200);
  const parsed = z.safeParse(z.array(z.object({ name: z.string() })), data);
  return parsed.success ? parsed.data.map(({ name }) => name) : [];
}

/**
 * Registers a product under an id made by the form, so that a second try after a lost answer writes once: when the id is there already,
 * that first try had arrived, and the row only takes the form's present values. Throws a PortalError.
 */
export async function insertProduct(id: string, accountId: string, form: ProductForm): Promise<ProductRow> {
  const { error } = await database()
    .from('products')
    .insert({ ...form, id, account_id: accountId });
  if (error?.code === '23505') return updateProduct(id, form);
  if (error) throw toPortalError(error);
  return readProduct(id);
}

/** Changes a product. Throws a PortalError; product_not_found for another company's, product_removed for a removed one. */
export async function updateProduct(id: string, form: ProductForm): Promise<ProductRow> {
  const { error } = await database().from('products').update(form).eq('id', id);
  if (error) throw toPortalError(error);
  return readProduct(id);
}
