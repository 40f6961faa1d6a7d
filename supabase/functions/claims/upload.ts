import * as z from 'zod/mini';
import { parseInput, readBytes } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { type ProofAnswer, proofLimit } from '../_shared/contracts/proof.ts';
import { detectType } from '../_shared/proofs/detect-type.ts';
import { tidyFileName } from '../_shared/proofs/file-name.ts';
import { hashBytes } from '../_shared/proofs/hash.ts';
import { takeQuota } from '../_shared/quotas.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Tools } from './handler.ts';
import { proofPlace } from './questions.ts';

const day = 24 * 3600;
const proofsPerDay = 20;
/** What the form adds around the file, in bytes. */
const formFrame = 16 * 1024;
const begun = z.object({ id: z.uuid(), is_stored: z.boolean() });

/** Adds a proof of purchase to a product in a dispute. Who may not add one is refused before the file is read. */
export async function uploadProof(request: Request, { database, auth, storages }: Tools): Promise<Response> {
  const caller = await requireCaller(request, auth);
  const { productId } = parseInput({ productId: new URL(request.url).searchParams.get('productId') }, proofPlace);
  const place = { person: caller.userId, for_product: productId };
  const account = z.uuid().parse(await database('require_proof_place', place));
  const quota = { bucket: 'proof:account', key: account, allowed: proofsPerDay, windowSeconds: day };
  if (!(await takeQuota(database, quota))) throw new Refusal('too_many_requests');

  const { bytes, name } = await readFile(request);
  const contentType = detectType(bytes);
  if (!contentType) throw new Refusal('file_type');
  const answer = { fileName: tidyFileName(name, contentType), contentType, sizeBytes: bytes.length };
  const { id, is_stored: isStored } = begun.parse(
    await database('begin_proof', {
      ...place,
      file_name: answer.fileName,
      content_type: contentType,
      size_bytes: bytes.length,
      sha256_hex: await hashBytes(bytes),
      storage: storages.current,
    }),
  );
  if (!isStored) {
    await storages.places[storages.current].save(id, bytes, contentType);
    await database('finish_proof', { proof: id });
  }
  return Response.json({ id, ...answer } satisfies ProofAnswer, { status: 201 });
}

/** The part `file` of the form. Not more than the limit is ever held, whatever the header says. */
async function readFile(request: Request): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
  const body = await readBytes(request, proofLimit + formFrame, 'file_too_large');
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  const form = await new Response(body, { headers }).formData().catch(() => null);
  const file = form?.get('file');
  if (!(file instanceof File)) throw new Refusal('invalid_input', { fields: { file: 'required' } });
  if (file.size > proofLimit) throw new Refusal('file_too_large');
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}
