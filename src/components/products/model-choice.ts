import * as z from 'zod/mini';

/** A model of the catalogue, as far as the form needs it. */
export const modelChoiceSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  category: z.string(),
  points: z.number(),
  serial_example: z.string(),
  /** Form of the normalised serial, as a regular expression; not known of a product that was saved. */
  serial_pattern: z.optional(z.string()),
});

export type ModelChoice = z.infer<typeof modelChoiceSchema>;
