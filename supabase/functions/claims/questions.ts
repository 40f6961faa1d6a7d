import * as z from 'zod/mini';

/** Where a proof belongs; ids of products made of a hash have no version. Apart from the contract: the site asks only by address, and every kind of schema in a contract weighs on its pages. */
export const proofPlace = z.object({ productId: z.guid() });

/**
 * GET /functions/v1/claims?proof=… signed in: the file, for a member of its company. GET /functions/v1/claims?token=…: the same for staff, by the
 * link of `support.open_proof`. Answers the bytes as a download. Errors: session_expired, invalid_input, proof_not_found.
 */
export const proofQuestion = z.union([
  z.object({ proof: z.uuid() }),
  z.object({ token: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
]);
