import * as z from 'zod/mini';

/**
 * Body of POST /functions/v1/points (or `?accountId=` with GET), signed in: where a company stands. Answers 200 `pointsAnswer`.
 * Errors: session_expired, invalid_input, not_allowed.
 */
export const pointsRequest = z.object({ accountId: z.uuid() });

/** `nextTier`: the lowest tier the balance does not allow yet; `models`: up to three of the catalogue of which `units` would close the gap. */
export const pointsAnswer = z.object({
  balance: z.int(),
  pendingPoints: z.int(),
  nextTier: z.nullable(z.object({ code: z.string(), pointsMissing: z.int() })),
  models: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), points: z.int(), units: z.int() })),
});
export type PointsAnswer = z.infer<typeof pointsAnswer>;
