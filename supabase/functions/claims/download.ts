import * as z from 'zod/mini';
import { parseInput } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { hashBytes } from '../_shared/proofs/hash.ts';
import type { Tools } from './handler.ts';
import { proofQuestion } from './questions.ts';

const found = z.object({
  id: z.uuid(),
  file_name: z.string(),
  content_type: z.string(),
  storage: z.enum(['bucket', 'database']),
});

/** Answers a proof as a download, to a member of its company or by a link of staff's. It is never shown as a page of ours. */
export async function downloadProof(request: Request, { database, auth, storages }: Tools): Promise<Response> {
  const question = parseInput(Object.fromEntries(new URL(request.url).searchParams), proofQuestion);
  const key =
    'token' in question
      ? { person: null, proof: null, token_hash_hex: await hashBytes(new TextEncoder().encode(question.token)) }
      : { person: (await requireCaller(request, auth)).userId, proof: question.proof, token_hash_hex: null };
  const proof = found.parse(await database('find_proof', key));
  const bytes = await storages.places[proof.storage].read(proof.id);
  return new Response(bytes, {
    headers: {
      'content-type': proof.content_type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeName(proof.file_name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** As RFC 8187 wants it: encodeURIComponent leaves a few characters that mean something there. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
