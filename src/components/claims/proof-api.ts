import * as z from 'zod/mini';
import { type ProofAnswer, proofAnswer } from '../../../supabase/functions/_shared/contracts/proof.ts';
import { database } from '../../lib/database.ts';
import { PortalError, toPortalError } from '../../lib/errors.ts';
import { explainRefusedCall, functionUrl } from '../../lib/functions.ts';
import { serviceHeaders } from '../../lib/service-headers.ts';

const proofSchema = z.object({ id: z.string(), file_name: z.string(), size_bytes: z.number(), stored_at: z.string() });

/** A proof of purchase that was sent. */
export type Proof = z.infer<typeof proofSchema>;

/** The proofs sent for a product, newest first. Throws a PortalError. */
export async function listProofs(productId: string): Promise<Proof[]> {
  const { data, error } = await database()
    .from('purchase_proofs')
    .select('id, file_name, size_bytes, stored_at')
    .eq('product_id', productId)
    .order('stored_at', { ascending: false })
    .limit(100);
  if (error) throw toPortalError(error);
  return z.parse(z.array(proofSchema), data);
}

/**
 * Sends a proof; `onprogress` hears the part that has left, from 0 to 1. XMLHttpRequest, because fetch does not tell how far it is.
 * Throws a PortalError: file_type, file_too_large, dispute_not_open, too_many_requests, …
 */
export async function sendProof(
  productId: string,
  file: File,
  onprogress: (part: number) => void,
): Promise<ProofAnswer> {
  const headers = await serviceHeaders();
  const request = new XMLHttpRequest();
  request.open('POST', functionUrl(`claims?productId=${encodeURIComponent(productId)}`));
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0);
  const form = new FormData();
  form.set('file', file);
  await new Promise<void>((resolve, reject) => {
    request.onload = () => resolve();
    request.onerror = () => reject(new PortalError('connection_lost'));
    request.send(form);
  });
  const answer = readJson(request.responseText);
  if (request.status !== 201) throw await explainRefusedCall(request.status, answer);
  return z.parse(proofAnswer, answer);
}

/** The bytes of a proof, as a file to save. Throws a PortalError: proof_not_found, … */
export async function fetchProof(id: string): Promise<Blob> {
  const url = functionUrl(`claims?proof=${encodeURIComponent(id)}`);
  const headers = await serviceHeaders();
  const response = await fetch(url, { headers }).catch((failure: unknown) => Promise.reject(toPortalError(failure)));
  if (!response.ok) throw await explainRefusedCall(response.status, await response.json().catch(() => null));
  return response.blob();
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
