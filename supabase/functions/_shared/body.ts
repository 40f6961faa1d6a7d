import type * as z from 'zod/mini';
import { fieldProblems } from './contracts/fields.ts';
import { Refusal } from './refusal.ts';

/** Largest body of a form, in bytes. */
const formLimit = 64 * 1024;

/**
 * Reads a body as text and stops at the limit, whatever the header says.
 * @throws Refusal payload_too_large
 */
export async function readText(request: Request, limit = formLimit): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new Refusal('payload_too_large');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw new Refusal('payload_too_large');
    parts.push(part);
  }
  return new TextDecoder().decode(joinBytes(parts, size));
}

/**
 * Reads a JSON body by its contract.
 * @throws Refusal invalid_input with the problem of each field, payload_too_large
 */
export async function readJson<Output>(request: Request, contract: z.ZodMiniType<Output>): Promise<Output> {
  return parseInput(parseJson(await readText(request)), contract);
}

/** Checks input by its contract; refuses with invalid_input and the problem of each field. */
export function parseInput<Output>(input: unknown, contract: z.ZodMiniType<Output>): Output {
  const parsed = contract.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid_input', { fields: fieldProblems(parsed.error, input) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('invalid_input');
  }
}

function joinBytes(parts: Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}
