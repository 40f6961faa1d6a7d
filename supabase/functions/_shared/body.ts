import type * as z from 'zod/mini';
import type { ErrorCode } from './contracts/error-codes.ts';
import { fieldProblems } from './contracts/fields.ts';
import { Refusal } from './refusal.ts';

/** Largest body of a form, in bytes. */
const formLimit = 64 * 1024;

/**
 * Reads a body as text and stops at the limit, whatever the header says.
 * @throws Refusal payload_too_large
 */
export async function readText(request: Request, limit = formLimit): Promise<string> {
  return new TextDecoder().decode(await readBytes(request, limit));
}

/**
 * As `readText`, but the bytes themselves.
 * @param code what to refuse with when there are more bytes than the limit
 * @throws Refusal with that code
 */
export async function readBytes(
  request: Request,
  limit: number,
  code: ErrorCode = 'payload_too_large',
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new Refusal(code);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw new Refusal(code);
    parts.push(part);
  }
  return joinBytes(parts, size);
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

/** Puts parts of `size` bytes in all one after the other. */
export function joinBytes(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}
