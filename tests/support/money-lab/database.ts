import postgres from 'postgres';
import { type ErrorCode, errorCodes } from '../../../supabase/functions/_shared/contracts/error-codes.ts';
import type { Database } from '../../../supabase/functions/_shared/database.ts';
import { Refusal } from '../../../supabase/functions/_shared/refusal.ts';

interface Signature {
  parameters: Map<string, string>;
  isSet: boolean;
  isVoid: boolean;
}

/** One connection on which everything of a run happens, so that a run can be taken back as a whole. */
export interface LabDatabase {
  /** The functions of schema `service` as edge functions call them, without HTTP between. */
  call: Database;
  query<Row extends object>(text: string, parameters?: string[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Opens the connection. */
export async function openLabDatabase(url: string): Promise<LabDatabase> {
  // Never renewed, as connections usually are after half an hour: a run would lose its transaction.
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice() {} });
  const signatures = await readSignatures(sql);
  const query = async <Row extends object>(text: string, parameters: string[] = []) =>
    (await sql.unsafe(text, parameters, { prepare: true })) as unknown as Row[];
  return {
    query,
    call: async (name, given = {}) => {
      const signature = signatures.get(name);
      if (!signature) throw new Error(`There is no service.${name}`);
      const { text, values } = writeCall(name, signature, given);
      try {
        const [row] = (await sql.unsafe(text, values, { prepare: true })) as unknown as { answer: unknown }[];
        return signature.isVoid ? null : (row?.answer ?? null);
      } catch (error) {
        throw readRefusal(error);
      }
    },
    close: () => sql.end({ timeout: 1 }),
  };
}

async function readSignatures(sql: postgres.Sql): Promise<Map<string, Signature>> {
  const rows = await sql<{ name: string; names: string[] | null; types: string[]; is_set: boolean; answers: string }[]>`
    select proname as name, proargnames as names, proretset as is_set, prorettype::regtype::text as answers,
      array(select format_type(type, null) from unnest(proargtypes) with ordinality as part (type, place) order by place) as types
    from pg_proc where pronamespace = 'service'::regnamespace`;
  return new Map(
    rows.map(({ name, names, types, is_set: isSet, answers }) => [
      name,
      {
        parameters: new Map(types.map((type, index) => [names?.[index] ?? '', type])),
        isSet,
        isVoid: answers === 'void',
      },
    ]),
  );
}

/** Values travel as text and answers as JSON, as they do through the API. */
function writeCall(name: string, { parameters, isSet, isVoid }: Signature, given: Record<string, unknown>) {
  const values: (string | null)[] = [];
  const parts = Object.entries(given).map(([parameter, value]) => {
    const type = parameters.get(parameter);
    if (!type) throw new Error(`service.${name} has no parameter ${parameter}`);
    values.push(writeValue(type, value));
    return `${parameter} => ${readValue(type, values.length)}`;
  });
  const call = `service.${name}(${parts.join(', ')})`;
  if (isVoid) return { text: `select ${call}`, values: values as string[] };
  const text = isSet
    ? `select coalesce(jsonb_agg(to_jsonb(part)), '[]') as answer from ${call} as part`
    : `select to_jsonb(${call}) as answer`;
  return { text, values: values as string[] };
}

function writeValue(type: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return type === 'jsonb' || type.endsWith('[]') ? JSON.stringify(value) : String(value);
}

function readValue(type: string, place: number): string {
  return type.endsWith('[]')
    ? `array(select jsonb_array_elements_text($${place}::text::jsonb))::${type}`
    : `$${place}::text::${type}`;
}

function readRefusal(error: unknown): unknown {
  if (!(error instanceof postgres.PostgresError) || !error.code.startsWith('PT')) return error;
  const code = errorCodes.find((known): known is ErrorCode => known === error.message);
  return code ? new Refusal(code, { cause: error }) : error;
}
