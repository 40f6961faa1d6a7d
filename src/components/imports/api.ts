import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import type { CatalogueModel } from './find-model.ts';
import { type ImportFacts, type ImportRow, importFactsSchema, importRowsSchema } from './import-row.ts';
import type { ImportLine } from './read-rows.ts';

/** PostgREST answers with no more rows than this at once (supabase/config.toml, max_rows). */
const rowsPerAnswer = 1000;
/** Rows laid aside, or written, by one call: each is one transaction of well under a second. */
export const rowsPerChunk = 500;

const modelsSchema = z.array(
  z.object({ id: z.string(), code: z.string(), name: z.string(), is_registrable: z.boolean() }),
);

/** The whole catalogue, also models no longer registrable. Throws a PortalError. */
export async function readCatalogueModels(): Promise<CatalogueModel[]> {
  const models: CatalogueModel[] = [];
  for (;;) {
    let query = database().from('product_models').select('id, code, name, is_registrable');
    const last = models.at(-1);
    if (last) query = query.gt('code', last.code);
    const { data, error } = await query.order('code').limit(rowsPerAnswer);
    if (error) throw toPortalError(error);
    models.push(...z.parse(modelsSchema, data));
    if (data.length < rowsPerAnswer) return models;
  }
}

/** What a file is called, what stands above its columns, how many rows it has. */
export type ImportAbout = {
  file_name: string;
  header: string[];
  row_count: number;
};

/** Lays a chunk of rows aside; the same chunk again changes nothing. Throws a PortalError. */
export async function stageRows(account: string, id: string, about: ImportAbout, lines: ImportLine[]): Promise<void> {
  const { error } = await database().rpc('stage_import', {
    for_account: account,
    import_id: id,
    about: { kind: 'file', ...about },
    rows: lines,
  });
  if (error) throw toPortalError(error);
}

/** Dry run of everything that was laid aside. Throws a PortalError: import_not_found, import_incomplete. */
export async function checkImport(account: string, id: string): Promise<ImportFacts> {
  const { data, error } = await database().rpc('check_import', { for_account: account, import_id: id });
  if (error) throw toPortalError(error);
  return z.parse(importFactsSchema, data);
}

/** Registers the next chunk of good rows, or with `whole` all rows or none. Throws a PortalError: import_has_errors, import_not_found. */
export async function writeImport(account: string, id: string, whole: boolean): Promise<ImportFacts> {
  const { data, error } = await database().rpc('write_import', {
    for_account: account,
    import_id: id,
    whole,
    most: rowsPerChunk,
  });
  if (error) throw toPortalError(error);
  return z.parse(importFactsSchema, data);
}

/** All rows of an import with their fate. Throws a PortalError: import_not_found. */
export async function readImportRows(account: string, id: string): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for (;;) {
    const { data, error } = await database().rpc('read_import', {
      for_account: account,
      import_id: id,
      after_row: rows.at(-1)?.row_number ?? 0,
      with_source: true,
    });
    if (error) throw toPortalError(error);
    const page = z.parse(importRowsSchema, data);
    rows.push(...page);
    if (page.length < rowsPerAnswer) return rows;
  }
}

/** The person's unfinished import of a company, or null. Throws a PortalError. */
export async function findImport(account: string): Promise<ImportFacts | null> {
  const { data, error } = await database().rpc('find_import', { for_account: account });
  if (error) throw toPortalError(error);
  return z.parse(z.nullable(importFactsSchema), data);
}

/** Forgets an import; products it registered stay. Safe to repeat. Throws a PortalError. */
export async function discardImport(account: string, id: string): Promise<void> {
  const { error } = await database().rpc('discard_import', { for_account: account, import_id: id });
  if (error) throw toPortalError(error);
}
