import * as z from 'zod/mini';

/** What a proof of purchase may be, by its content, and the ending its name gets. */
export const proofTypes = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
} as const;
export type ProofType = keyof typeof proofTypes;

/** Largest proof, in bytes. */
export const proofLimit = 10 * 1024 * 1024;

/**
 * POST /functions/v1/claims?productId=… with a form whose part `file` is the proof, signed in: adds a proof of purchase to a product in a dispute.
 * Answers 201 `proofAnswer`; the same file again answers the same. Errors: session_expired, invalid_input, product_not_found, not_allowed,
 * dispute_not_open, too_many_requests (20 a day and company), file_too_large, file_type.
 */
export const proofPlace = z.object({ productId: z.uuid() });

export const proofAnswer = z.object({
  id: z.uuid(),
  fileName: z.string(),
  contentType: z.enum(Object.keys(proofTypes) as [ProofType, ...ProofType[]]),
  sizeBytes: z.int(),
});
export type ProofAnswer = z.infer<typeof proofAnswer>;

/**
 * GET /functions/v1/claims?proof=… signed in: the file, for a member of its company. GET /functions/v1/claims?token=…: the same for staff, by the
 * link of `support.open_proof`. Answers the bytes as a download. Errors: session_expired, invalid_input, proof_not_found.
 */
export const proofQuestion = z.union([
  z.object({ proof: z.uuid() }),
  z.object({ token: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
]);
