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
 * Answers 201 and this; the same file again answers the same. Errors: session_expired, invalid_input, product_not_found, not_allowed,
 * dispute_not_open, too_many_requests (20 a day and company), file_too_large, file_type.
 */
export const proofAnswer = z.object({
  id: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.number(),
});
export type ProofAnswer = z.infer<typeof proofAnswer>;
